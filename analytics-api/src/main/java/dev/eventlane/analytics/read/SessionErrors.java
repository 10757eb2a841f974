package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The errors of one session.
 *
 * @param errorRate the part of its events that has an error, 0 to 1
 */
public record SessionErrors(String conversationId, long totalEvents, long errorEvents, double errorRate) {
    /** What {@link #of} reads, to be grouped by {@code conversation_id}. */
    public static final List<String> COLUMNS = List.of(
            "conversation_id",
            "count() AS total_events",
            "countIf(error != '') AS error_events",
            "error_events / total_events AS error_rate");

    public static SessionErrors of(ClickHouseBinaryFormatReader row) {
        return new SessionErrors(
                row.getString("conversation_id"),
                row.getLong("total_events"),
                row.getLong("error_events"),
                row.getDouble("error_rate"));
    }

    /** Writes it as one object. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("conversation_id", conversationId);
        json.writeNumberField("total_events", totalEvents);
        json.writeNumberField("error_events", errorEvents);
        json.writeNumberField("error_rate", errorRate);
        json.writeEndObject();
    }
}
