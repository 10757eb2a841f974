package dev.eventlane.analytics.read;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventlane.core.clickhouse.EventFieldsRow;
import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An event as a client reads it.
 *
 * @param conversationId empty = none
 * @param fields complete but for the value, which may be absent
 */
public record EventView(UUID id, String conversationId, EventFields fields, Instant createdAt, Instant updatedAt) {
    /** The columns that {@link #of} reads. */
    public static final List<String> COLUMNS = Stream.of(
                    List.of("id", "conversation_id"), EventFieldsRow.COLUMNS, List.of("created_at", "updated_at"))
            .flatMap(List::stream)
            .toList();

    public static EventView of(ClickHouseBinaryFormatReader row) {
        return new EventView(
                row.getUUID("id"),
                row.getString("conversation_id"),
                EventFieldsRow.read(row),
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
