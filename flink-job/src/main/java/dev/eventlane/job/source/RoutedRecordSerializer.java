package dev.eventlane.job.source;

import dev.eventlane.job.serial.EventKeySerializer;
import dev.eventlane.job.serial.ImmutableSerializer;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries records from the source to the subtask that owns the event. */
public final class RoutedRecordSerializer extends ImmutableSerializer<RoutedRecord> {
    private static final long serialVersionUID = 1L;

    public static final RoutedRecordSerializer INSTANCE = new RoutedRecordSerializer();
    public static final TypeInformation<RoutedRecord> TYPE = ImmutableTypeInformation.of(RoutedRecord.class, INSTANCE);

    @Override
    public void serialize(RoutedRecord routed, DataOutputView target) throws IOException {
        EventKeySerializer.INSTANCE.serialize(routed.key(), target);
        SourceRecordSerializer.INSTANCE.serialize(routed.record(), target);
    }

    @Override
    public RoutedRecord deserialize(DataInputView source) throws IOException {
        return new RoutedRecord(
                EventKeySerializer.INSTANCE.deserialize(source), SourceRecordSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<RoutedRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
