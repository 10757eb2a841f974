package dev.eventlane.job.rows;

import dev.eventlane.job.lifecycle.EventState;
import dev.eventlane.job.lifecycle.EventStateSerializer;
import dev.eventlane.job.serial.EventKeySerializer;
import dev.eventlane.job.serial.ImmutableSerializer;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries rows to the sink, should they ever leave their subtask. */
public final class EventRowSerializer extends ImmutableSerializer<EventRow> {
    private static final long serialVersionUID = 1L;

    public static final EventRowSerializer INSTANCE = new EventRowSerializer();
    public static final TypeInformation<EventRow> TYPE = ImmutableTypeInformation.of(EventRow.class, INSTANCE);

    @Override
    public void serialize(EventRow row, DataOutputView target) throws IOException {
        EventKeySerializer.INSTANCE.serialize(row.key(), target);
        EventStateSerializer.INSTANCE.serialize(row.state(), target);
    }

    @Override
    public EventRow deserialize(DataInputView source) throws IOException {
        return new EventRow(EventKeySerializer.INSTANCE.deserialize(source), (EventState.Stored)
                EventStateSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<EventRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
