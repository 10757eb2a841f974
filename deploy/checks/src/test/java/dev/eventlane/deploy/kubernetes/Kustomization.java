package dev.eventlane.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.deploy.ImageReference;
import dev.eventlane.deploy.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that kustomize builds manifests from.
 *
 * @param folder by its path from the root of the repository
 */
record Kustomization(String folder, JsonNode definition) {
    private static final String ROOT = "deploy/kubernetes/";

    static Kustomization base() {
        return read(ROOT + "base");
    }

    static Kustomization overlay(String name) {
        return read(ROOT + "overlays/" + name);
    }

    private static Kustomization read(String folder) {
        return new Kustomization(folder, YamlFile.document(folder + "/kustomization.yaml"));
    }

    /** The objects of the files that it names. */
    List<Manifest> manifests() {
        return files(definition.path("resources"));
    }

    /** Parts of objects, to be laid over them. */
    List<Manifest> patches() {
        return definition.path("patches").findValues("path").stream()
                .flatMap(path -> Manifest.in(folder + "/" + path.asText()).stream())
                .toList();
    }

    /** What it makes of a folder beside it; an overlay has one. */
    List<String> folders() {
        List<String> folders = new ArrayList<>();
        definition.path("resources").forEach(resource -> {
            if (!resource.asText().endsWith(".yaml")) {
                folders.add(resource.asText());
            }
        });
        return folders;
    }

    /** The variables of a generated ConfigMap. */
    Map<String, String> configMap(String name) {
        Map<String, String> variables = new LinkedHashMap<>();
        definition.path("configMapGenerator").forEach(map -> {
            if (map.path("name").asText().equals(name)) {
                map.path("literals").forEach(literal -> {
                    String[] pair = literal.asText().split("=", 2);
                    variables.put(pair[0], pair[1]);
                });
            }
        });
        return variables;
    }

    /** The images that it gives a version. */
    List<ImageReference> images() {
        List<ImageReference> images = new ArrayList<>();
        definition
                .path("images")
                .forEach(image -> images.add(new ImageReference(
                        image.path("name").asText(), image.path("newTag").asText())));
        return images;
    }

    private List<Manifest> files(JsonNode names) {
        List<Manifest> manifests = new ArrayList<>();
        names.forEach(name -> {
            if (name.asText().endsWith(".yaml")) {
                manifests.addAll(Manifest.in(folder + "/" + name.asText()));
            }
        });
        return manifests;
    }

    Stream<Manifest> all(String kind) {
        return manifests().stream().filter(manifest -> manifest.kind().equals(kind));
    }
}
