package dev.eventlane.core.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The names of the changeable fields in JSON, the same in HTTP bodies, in Kafka and in answers. */
public final class EventFieldsJson {
    private EventFieldsJson() {}

    /**
     * Reads the value that {@code reader} stands on into the field of this name.
     *
     * @return whether there is such a field
     */
    public static boolean read(String name, FieldReader reader, EventFieldsBuilder into)
            throws IOException, InvalidFieldException {
        switch (name) {
            case "conversation_metadata" -> into.conversationMetadata = reader.string(name);
            case "event_name" -> into.eventName = reader.string(name);
            case "source" -> into.source = reader.string(name);
            case "user_id" -> into.userId = reader.string(name);
            case "value" -> into.value = reader.number(name);
            case "error" -> into.error = reader.string(name);
            case "latency" -> into.latency = reader.number(name);
            case "input" -> into.input = reader.string(name);
            case "output" -> into.output = reader.string(name);
            case "input_embeddings" -> into.inputEmbeddings = reader.vector(name);
            case "output_embeddings" -> into.outputEmbeddings = reader.vector(name);
            case "properties" -> into.properties = reader.object(name);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Writes the fields that are given into the object that {@code json} has open. */
    public static void write(EventFields fields, JsonGenerator json) throws IOException {
        string(json, "conversation_metadata", fields.conversationMetadata());
        string(json, "event_name", fields.eventName());
        string(json, "source", fields.source());
        string(json, "user_id", fields.userId());
        number(json, "value", fields.value());
        string(json, "error", fields.error());
        number(json, "latency", fields.latency());
        string(json, "input", fields.input());
        string(json, "output", fields.output());
        vector(json, "input_embeddings", fields.inputEmbeddings());
        vector(json, "output_embeddings", fields.outputEmbeddings());
        if (fields.properties() != null) {
            json.writeFieldName("properties");
            json.writeRawValue(fields.properties());
        }
    }

    private static void string(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value.doubleValue());
        }
    }

    private static void vector(JsonGenerator json, String name, FloatVector vector) throws IOException {
        if (vector == null) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (int i = 0; i < vector.size(); i++) {
            json.writeNumber(vector.get(i));
        }
        json.writeEndArray();
    }
}
