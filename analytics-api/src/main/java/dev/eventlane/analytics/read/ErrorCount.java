package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The errors of one day and event name.
 *
 * @param date {@code YYYY-MM-DD}, in UTC
 */
public record ErrorCount(String date, String eventName, long errorCount, long totalCount) {
    /** What {@link #of} reads, to be grouped by {@code date, event_name}. */
    public static final List<String> COLUMNS = List.of(
            "toString(toDate(created_at)) AS date",
            "event_name",
            "countIf(error != '') AS error_count",
            "count() AS total_count");

    public static ErrorCount of(ClickHouseBinaryFormatReader row) {
        return new ErrorCount(
                row.getString("date"),
                row.getString("event_name"),
                row.getLong("error_count"),
                row.getLong("total_count"));
    }

    /** Writes it as one object. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", date);
        json.writeStringField("event_name", eventName);
        json.writeNumberField("error_count", errorCount);
        json.writeNumberField("total_count", totalCount);
        json.writeEndObject();
    }
}
