package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.core.event.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event as a client reads it.
 *
 * @param conversationId empty = none
 * @param fields complete but for the value, which may be absent
 */
public record EventView(UUID id, String conversationId, EventFields fields, Instant createdAt, Instant updatedAt) {
    /** The columns that {@link #of} reads. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "conversation_id",
            "conversation_metadata",
            "event_name",
            "source",
            "user_id",
            "value",
            "error",
            "latency",
            "input",
            "output",
            "input_embeddings",
            "output_embeddings",
            "properties",
            "created_at",
            "updated_at");

    public static EventView of(ClickHouseBinaryFormatReader row) {
        EventFields fields = new EventFields(
                row.getString("conversation_metadata"),
                row.getString("event_name"),
                row.getString("source"),
                row.getString("user_id"),
                row.hasValue("value") ? row.getDouble("value") : null,
                row.getString("error"),
                row.getDouble("latency"),
                row.getString("input"),
                row.getString("output"),
                FloatVector.of(row.getFloatArray("input_embeddings")),
                FloatVector.of(row.getFloatArray("output_embeddings")),
                row.getString("properties"));
        return new EventView(
                row.getUUID("id"),
                row.getString("conversation_id"),
                fields,
                row.getInstant("created_at"),
                row.getInstant("updated_at"));
    }

    /** Writes the event as one object. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id.toString());
        json.writeStringField("conversation_id", conversationId);
        EventFieldsJson.write(fields, json);
        json.writeStringField("created_at", Times.format(createdAt));
        json.writeStringField("updated_at", Times.format(updatedAt));
        json.writeEndObject();
    }
}
