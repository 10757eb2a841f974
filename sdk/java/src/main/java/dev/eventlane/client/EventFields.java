package dev.eventlane.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Collects what a new event and the changes of one have in common. What is {@code null} is as if it were not given.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EventFields<B extends EventFields<B>> permits NewEvent.Builder, EventChanges.Builder {
    private final ObjectNode fields = Json.MAPPER.createObjectNode();

    EventFields() {}

    abstract B self();

    /** Empty = no error. */
    public B error(String error) {
        return put("error", error);
    }

    /** In milliseconds. */
    public B latency(double latency) {
        return put("latency", latency);
    }

    /** What was asked. */
    public B input(String input) {
        return put("input", input);
    }

    public B inputEmbeddings(List<? extends Number> inputEmbeddings) {
        return put("input_embeddings", inputEmbeddings);
    }

    /** What was answered. */
    public B output(String output) {
        return put("output", output);
    }

    public B outputEmbeddings(List<? extends Number> outputEmbeddings) {
        return put("output_embeddings", outputEmbeddings);
    }

    /** JSON text, stored as it is. */
    public B conversationMetadata(String conversationMetadata) {
        return put("conversation_metadata", conversationMetadata);
    }

    public B source(String source) {
        return put("source", source);
    }

    public B userId(String userId) {
        return put("user_id", userId);
    }

    public B value(double value) {
        return put("value", value);
    }

    /** Any JSON object: of maps, lists, texts, numbers, booleans and {@code null}. In a change it replaces the whole object. */
    public B properties(Map<String, ?> properties) {
        return put("properties", properties);
    }

    /**
     * Keeps a copy of the value.
     *
     * @throws EventValidationException if it is not JSON
     */
    final B put(String name, Object value) {
        if (value != null) {
            JsonNode node = tree(name, value);
            checkNumbers(name, node);
            checkText(name, node);
            fields.set(name, node);
        }
        return self();
    }

    final ObjectNode fields() {
        return fields.deepCopy();
    }

    private static JsonNode tree(String name, Object value) {
        try {
            return Json.MAPPER.valueToTree(value);
        } catch (IllegalArgumentException e) {
            throw new EventValidationException(name + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private static void checkNumbers(String name, JsonNode node) {
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            throw new EventValidationException(name + " must be finite, not " + node.asText());
        }
        node.forEach(child -> checkNumbers(name, child));
    }

    /** Half a pair of surrogates would break the JSON of a whole batch. */
    private static void checkText(String name, JsonNode node) {
        String text = node.isTextual() ? node.textValue() : node.toString();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new EventValidationException(name + " must be Unicode text: half a pair of surrogates is in it");
        }
    }
}
