package dev.eventlane.deploy.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.eventlane.deploy.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compose file, as it is where no variable is set.
 *
 * @param services by name
 * @param volumes the names of volumes that it declares
 */
record ComposeFile(Map<String, ComposeService> services, List<String> volumes) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ComposeFile read() {
        JsonNode file = YamlFile.document("docker-compose.yml");
        Map<String, ComposeService> services = new LinkedHashMap<>();
        file.get("services")
                .properties()
                .forEach(service -> services.put(
                        service.getKey(), new ComposeService(service.getKey(), withDefaults(service.getValue()))));
        List<String> volumes = new ArrayList<>();
        file.get("volumes").fieldNames().forEachRemaining(volumes::add);
        return new ComposeFile(services, volumes);
    }

    ComposeService service(String name) {
        ComposeService service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("there is no service " + name + ", only " + services.keySet());
        }
        return service;
    }

    /** {@code ${NAME:-default}} becomes the default; a variable without one is left, for the tests to find. */
    private static JsonNode withDefaults(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(
                    VARIABLE.matcher(node.textValue()).replaceAll(match -> Matcher.quoteReplacement(match.group(2))));
        }
        if (node.isArray()) {
            var copy = MAPPER.createArrayNode();
            node.forEach(element -> copy.add(withDefaults(element)));
            return copy;
        }
        if (node.isObject()) {
            var copy = MAPPER.createObjectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), withDefaults(field.getValue())));
            return copy;
        }
        return node;
    }
}
