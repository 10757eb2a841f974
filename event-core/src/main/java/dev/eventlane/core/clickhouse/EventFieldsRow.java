package dev.eventlane.core.clickhouse;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.FloatVector;
import java.util.List;

/** The fields of an event in table {@code events}, for whoever reads them back. */
public final class EventFieldsRow {
    /** The columns that {@link #read} reads. */
    public static final List<String> COLUMNS = List.of(
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
            "properties");

    private EventFieldsRow() {}

    /** Complete fields: all but the value are there. */
    public static EventFields read(ClickHouseBinaryFormatReader row) {
        return new EventFields(
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
    }
}
