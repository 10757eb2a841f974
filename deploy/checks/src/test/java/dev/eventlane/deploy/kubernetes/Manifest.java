package dev.eventlane.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.deploy.Repository;
import dev.eventlane.deploy.YamlFile;
import java.util.List;

/**
 * One object, as it is given to Kubernetes.
 *
 * @param file where it stands
 */
record Manifest(String file, JsonNode object) {
    /** All of a file, by its path from the root of the repository. */
    static List<Manifest> in(String file) {
        return YamlFile.documents(Repository.text(file)).stream()
                .map(object -> new Manifest(file, object))
                .toList();
    }

    String apiVersion() {
        return object.path("apiVersion").asText();
    }

    String kind() {
        return object.path("kind").asText();
    }

    String name() {
        return object.path("metadata").path("name").asText();
    }

    /** What tells it from all others. */
    String id() {
        return apiVersion() + " " + kind() + " " + name();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
