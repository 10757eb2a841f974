package dev.eventlane.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.eventlane.deploy.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schema by which the API server judges a FlinkDeployment, from the operator's own definition. */
final class FlinkDeploymentSchema {
    private static final String DEFINITION = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private final Schema schema;

    FlinkDeploymentSchema() {
        JsonNode version = definition().path("spec").path("versions").path(0);
        JsonNode rules = version.path("schema").path("openAPIV3Schema");
        ObjectNode properties = (ObjectNode) rules.path("properties");
        // These the API server knows by itself.
        properties
                .putObject("apiVersion")
                .put("const", "flink.apache.org/" + version.path("name").asText());
        properties.putObject("kind").put("const", "FlinkDeployment");
        properties.putObject("metadata");
        refuseUnknownFields(rules);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(rules.toString());
    }

    /** What is wrong with it; empty = nothing. */
    List<String> problems(JsonNode object) {
        return schema.validate(object.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** The API server drops them, with a warning. Its own keywords say where it does not; JSON Schema has none of those. */
    private static void refuseUnknownFields(JsonNode rules) {
        if (rules instanceof ObjectNode object) {
            JsonNode keepsUnknown = object.remove("x-kubernetes-preserve-unknown-fields");
            object.remove("x-kubernetes-int-or-string");
            if (object.path("properties").isObject()
                    && !object.has("additionalProperties")
                    && (keepsUnknown == null || !keepsUnknown.asBoolean())) {
                object.put("additionalProperties", false);
            }
        }
        rules.forEach(FlinkDeploymentSchema::refuseUnknownFields);
    }

    private static JsonNode definition() {
        try (InputStream in = FlinkDeploymentSchema.class.getResourceAsStream(DEFINITION)) {
            if (in == null) {
                throw new IllegalStateException(DEFINITION + " is not on the class path");
            }
            return YamlFile.documents(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(DEFINITION + " cannot be read", e);
        }
    }
}
