package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventlane.core.event.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A record that could not be applied, as a client reads it.
 *
 * @param receivedAt when Kafka appended it
 * @param projectId empty = the record does not tell
 * @param eventId {@code null} = the record does not tell
 * @param operation empty = the record does not tell
 * @param operationId {@code null} = the record does not tell
 * @param value its bytes as text
 * @param valueTruncated whether there is more than is shown
 * @param replayedAt when it was last replayed; {@code null} = never
 * @param traceId the trace of the request that it came from; empty = it came without one
 */
public record DeadLetterView(
        Instant receivedAt,
        String reason,
        String detail,
        String topic,
        int partition,
        long offset,
        String projectId,
        UUID eventId,
        String operation,
        UUID operationId,
        String key,
        String value,
        boolean valueTruncated,
        Instant replayedAt,
        String traceId) {

    /** The columns that {@link #of} reads. */
    public static final List<String> COLUMNS = List.of(
            "received_at",
            "reason",
            "detail",
            "kafka_topic",
            "kafka_partition",
            "kafka_offset",
            "project_id",
            "event_id",
            "operation",
            "operation_id",
            "record_key",
            "record_value",
            "value_truncated",
            "replayed_at",
            "trace_id");

    public static DeadLetterView of(ClickHouseBinaryFormatReader row) {
        return new DeadLetterView(
                row.getInstant("received_at"),
                row.getString("reason"),
                row.getString("detail"),
                row.getString("kafka_topic"),
                row.getInteger("kafka_partition"),
                row.getLong("kafka_offset"),
                row.getString("project_id"),
                row.hasValue("event_id") ? row.getUUID("event_id") : null,
                row.getString("operation"),
                row.hasValue("operation_id") ? row.getUUID("operation_id") : null,
                row.getString("record_key"),
                row.getString("record_value"),
                row.getBoolean("value_truncated"),
                row.hasValue("replayed_at") ? row.getInstant("replayed_at") : null,
                row.getString("trace_id"));
    }

    /** Writes it as one object; what the record does not tell is absent. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("received_at", Times.format(receivedAt));
        json.writeStringField("reason", reason);
        json.writeStringField("detail", detail);
        json.writeStringField("topic", topic);
        json.writeNumberField("partition", partition);
        json.writeNumberField("offset", offset);
        writeGiven("project_id", projectId, json);
        writeGiven("event_id", eventId, json);
        writeGiven("operation", operation, json);
        writeGiven("operation_id", operationId, json);
        writeGiven("trace_id", traceId, json);
        json.writeStringField("key", key);
        json.writeStringField("value", value);
        json.writeBooleanField("value_truncated", valueTruncated);
        json.writeStringField("replayed_at", replayedAt == null ? null : Times.format(replayedAt));
        json.writeEndObject();
    }

    private static void writeGiven(String name, Object value, JsonGenerator json) throws IOException {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }
}
