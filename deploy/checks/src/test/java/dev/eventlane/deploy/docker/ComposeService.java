package dev.eventlane.deploy.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.deploy.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service of the compose file.
 *
 * @param definition what stands under its name
 */
record ComposeService(String name, JsonNode definition) {
    ImageReference image() {
        return ImageReference.parse(definition.path("image").asText());
    }

    /** The stage of our Dockerfile that it is built from; empty = a published image. */
    Optional<String> target() {
        return Optional.ofNullable(definition.path("build").path("target").textValue());
    }

    /** Whether it ends when its work is done. */
    boolean isOneShot() {
        return definition.path("restart").asText().equals("no");
    }

    /** Its variables; all values are texts, as the program gets them. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        definition
                .path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }

    /** What Flink's image makes its configuration of; its lines are {@code key: value}. */
    Map<String, String> flinkProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        environment().getOrDefault("FLINK_PROPERTIES", "").lines().forEach(line -> {
            String[] pair = line.split(":", 2);
            properties.put(pair[0].strip(), pair[1].strip());
        });
        return properties;
    }

    /** {@code address:port:port}. */
    List<String> ports() {
        return texts("ports");
    }

    /** {@code source:target} or {@code source:target:ro}. */
    List<String> mounts() {
        return texts("volumes");
    }

    /** What must be there before it starts, by service, with the condition. */
    Map<String, String> dependencies() {
        Map<String, String> dependencies = new LinkedHashMap<>();
        definition
                .path("depends_on")
                .properties()
                .forEach(dependency -> dependencies.put(
                        dependency.getKey(),
                        dependency.getValue().path("condition").asText()));
        return dependencies;
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        definition.path(field).forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
