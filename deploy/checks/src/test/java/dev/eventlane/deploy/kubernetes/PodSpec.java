package dev.eventlane.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.deploy.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs in a pod that has one container.
 *
 * @param definition the pod's specification
 */
record PodSpec(JsonNode definition) {
    /** That of a Deployment or of a Job. */
    static PodSpec of(Manifest manifest) {
        return new PodSpec(manifest.object().path("spec").path("template").path("spec"));
    }

    JsonNode container() {
        return definition.path("containers").path(0);
    }

    /** The program in it, by the name of its image. */
    String program() {
        return ImageReference.parse(container().path("image").asText()).name().replaceFirst("^eventlane/", "");
    }

    /** The container's variables: those of ConfigMaps, and its own. */
    Map<String, String> environment(Kustomization kustomization) {
        Map<String, String> environment = new TreeMap<>();
        container()
                .path("envFrom")
                .forEach(source -> environment.putAll(kustomization.configMap(
                        source.path("configMapRef").path("name").asText())));
        container()
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return environment;
    }

    /** Where the secrets lie that it mounts: the folder, and the secret's name. */
    Map<String, String> secrets() {
        Map<String, String> volumes = new LinkedHashMap<>();
        definition
                .path("volumes")
                .forEach(volume -> volumes.put(
                        volume.path("name").asText(),
                        volume.path("secret").path("secretName").asText()));
        Map<String, String> secrets = new TreeMap<>();
        container().path("volumeMounts").forEach(mount -> {
            String secret = volumes.getOrDefault(mount.path("name").asText(), "");
            if (!secret.isEmpty()) {
                secrets.put(mount.path("mountPath").asText(), secret);
            }
        });
        return secrets;
    }

    /** The path that a probe asks for, such as {@code readinessProbe}. */
    String probe(String name) {
        return container().path(name).path("httpGet").path("path").asText();
    }

    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        container()
                .path("ports")
                .forEach(port -> ports.add(port.path("containerPort").asInt()));
        return ports;
    }
}
