package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * How slow one event name is in one session.
 *
 * @param p95Latency milliseconds, interpolated linearly between the two nearest events
 */
public record SessionLatency(String conversationId, String eventName, double p95Latency, long eventCount) {
    /** What {@link #of} reads, to be grouped by {@code conversation_id, event_name}. */
    public static final List<String> COLUMNS = List.of(
            "conversation_id",
            "event_name",
            "quantileExactInclusive(0.95)(latency) AS p95_latency",
            "count() AS event_count");

    public static SessionLatency of(ClickHouseBinaryFormatReader row) {
        return new SessionLatency(
                row.getString("conversation_id"),
                row.getString("event_name"),
                row.getDouble("p95_latency"),
                row.getLong("event_count"));
    }

    /** Writes it as one object. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("conversation_id", conversationId);
        json.writeStringField("event_name", eventName);
        json.writeNumberField("p95_latency", p95Latency);
        json.writeNumberField("event_count", eventCount);
        json.writeEndObject();
    }
}
