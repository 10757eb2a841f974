package dev.eventlane.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML with anchors and merge keys; a key that stands twice is an error. */
public final class YamlFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private YamlFile() {}

    /** The only document of a file. */
    public static JsonNode document(String path) {
        List<JsonNode> documents = documents(Repository.text(path));
        if (documents.size() != 1) {
            throw new IllegalArgumentException(path + " must hold one document, it holds " + documents.size());
        }
        return documents.get(0);
    }

    /** The documents of a text; empty ones are left out. */
    public static List<JsonNode> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            if (document != null) {
                documents.add(MAPPER.valueToTree(document));
            }
        }
        return documents;
    }
}
