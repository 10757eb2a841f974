package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A row of table {@code events}, whole.
 *
 * @param fields what a client may change, by name: text as text, a number as Double, a vector as a list of Double; a value that
 *     was never given is absent
 */
public record Row(
        UUID id,
        String conversationId,
        Instant createdAt,
        Instant updatedAt,
        long version,
        boolean deleted,
        Map<String, Object> fields) {

    /** RFC 3339, to the millisecond. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("conversation_metadata", ""),
            Map.entry("event_name", ""),
            Map.entry("source", ""),
            Map.entry("user_id", ""),
            Map.entry("error", ""),
            Map.entry("latency", 0.0),
            Map.entry("input", ""),
            Map.entry("output", ""),
            Map.entry("input_embeddings", List.of()),
            Map.entry("output_embeddings", List.of()),
            Map.entry("properties", "{}"));

    private static final Set<String> IDENTITY =
            Set.of("project_id", "id", "conversation_id", "created_at", "updated_at", "version", "is_deleted");

    public Row {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads a row as ClickHouse prints it in JSON.
     *
     * @throws IllegalArgumentException if it has other columns than are known here, or another project
     */
    public static Row of(JsonNode json) {
        Set<String> unknown = new HashSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(IDENTITY);
        unknown.removeAll(DEFAULTS.keySet());
        unknown.remove("value");
        if (!unknown.isEmpty() || !json.get("project_id").asText().equals("default")) {
            throw new IllegalArgumentException("a row has columns " + unknown
                    + " that the oracle does not know, or is of" + " another project: " + json);
        }
        ObjectNode fields = ((ObjectNode) json).deepCopy();
        fields.remove(IDENTITY);
        return new Row(
                UUID.fromString(json.get("id").asText()),
                json.get("conversation_id").asText(),
                Instant.parse(json.get("created_at").asText()),
                Instant.parse(json.get("updated_at").asText()),
                json.get("version").asLong(),
                json.get("is_deleted").asInt() == 1,
                fields(fields));
    }

    /** The fields that the object gives; properties may be an object or its text. */
    static Map<String, Object> fields(JsonNode object) {
        Map<String, Object> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!entry.getValue().isNull()) {
                fields.put(entry.getKey(), value(entry.getValue()));
            }
        }
        return fields;
    }

    private static Object value(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            return node.valueStream().map(JsonNode::doubleValue).toList();
        }
        return node.isObject() ? node.toString() : node.asText();
    }

    public String text(String field) {
        return (String) fields.get(field);
    }

    public double latency() {
        return (Double) fields.get("latency");
    }

    public boolean isError() {
        return !text("error").isEmpty();
    }

    /** The event as the API answers it. */
    public ObjectNode asAnswer() {
        ObjectNode answer = Json.object().put("id", id.toString()).put("conversation_id", conversationId);
        fields.forEach((name, value) -> {
            if (name.equals("properties")) {
                answer.set(name, Json.read((String) value));
            } else {
                answer.putPOJO(name, value);
            }
        });
        answer.put("created_at", TIME.format(createdAt)).put("updated_at", TIME.format(updatedAt));
        return (ObjectNode) Json.read(answer.toString());
    }
}
