package dev.eventlane.deploy;

import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the root's pom.xml says.
 *
 * @param version the version of this project
 * @param properties the versions of others, among them {@code flink.version}
 */
public record Pom(String version, Map<String, String> properties) {
    public Pom {
        properties = Map.copyOf(properties);
    }

    public static Pom ofRoot() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Repository.path("pom.xml").toFile());
        Map<String, String> properties = new HashMap<>();
        for (Node node = child(pom.getDocumentElement(), "properties").getFirstChild();
                node != null;
                node = node.getNextSibling()) {
            if (node instanceof Element property) {
                properties.put(property.getTagName(), property.getTextContent().strip());
            }
        }
        return new Pom(child(pom.getDocumentElement(), "version").getTextContent(), properties);
    }

    public String property(String name) {
        String value = properties.get(name);
        if (value == null) {
            throw new IllegalArgumentException("pom.xml has no property " + name);
        }
        return value;
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        throw new IllegalArgumentException(parent.getTagName() + " has no " + name);
    }
}
