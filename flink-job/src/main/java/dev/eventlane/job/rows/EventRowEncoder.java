package dev.eventlane.job.rows;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import dev.eventlane.job.lifecycle.EventState;
import dev.eventlane.job.lifecycle.EventState.Live;

/** Writes rows of table {@code events}. A tombstone keeps what identifies the event and nothing of its content. */
public final class EventRowEncoder implements RowEncoder<EventRow> {
    private static final long serialVersionUID = 1L;

    static final Table EVENTS = Table.of(
            "events",
            "project_id",
            "LowCardinality(String)",
            "id",
            "UUID",
            "conversation_id",
            "String",
            "conversation_metadata",
            "String",
            "event_name",
            "LowCardinality(String)",
            "source",
            "LowCardinality(String)",
            "user_id",
            "String",
            "value",
            "Nullable(Float64)",
            "error",
            "String",
            "latency",
            "Float64",
            "input",
            "String",
            "output",
            "String",
            "input_embeddings",
            "Array(Float32)",
            "output_embeddings",
            "Array(Float32)",
            "properties",
            "String",
            "created_at",
            "DateTime64(3, 'UTC')",
            "updated_at",
            "DateTime64(3, 'UTC')",
            "version",
            "UInt64",
            "is_deleted",
            "UInt8");

    @Override
    public Table table(EventRow row) {
        return EVENTS;
    }

    @Override
    public Object key(EventRow row) {
        return row.key();
    }

    @Override
    public void encode(EventRow row, RowBinaryOutput out) {
        EventState.Stored state = row.state();
        EventFields fields = state instanceof Live live ? live.fields() : EventFields.DEFAULTS;
        out.writeString(row.key().projectId());
        out.writeUuid(row.key().eventId());
        out.writeString(state.conversationId());
        out.writeString(fields.conversationMetadata());
        out.writeString(fields.eventName());
        out.writeString(fields.source());
        out.writeString(fields.userId());
        writeValue(fields.value(), out);
        out.writeString(fields.error());
        out.writeFloat64(fields.latency());
        out.writeString(fields.input());
        out.writeString(fields.output());
        writeVector(fields.inputEmbeddings(), out);
        writeVector(fields.outputEmbeddings(), out);
        out.writeString(fields.properties());
        out.writeDateTime64(state.createdAt());
        out.writeDateTime64(state.updatedAt());
        out.writeUInt64(state.version());
        out.writeUInt8(state instanceof Live ? 0 : 1);
    }

    private static void writeValue(Double value, RowBinaryOutput out) {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNotNull();
            out.writeFloat64(value);
        }
    }

    private static void writeVector(FloatVector vector, RowBinaryOutput out) {
        out.writeLength(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            out.writeFloat32(vector.get(i));
        }
    }
}
