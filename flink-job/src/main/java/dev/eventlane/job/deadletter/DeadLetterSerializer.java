package dev.eventlane.job.deadletter;

import dev.eventlane.job.serial.Binary;
import dev.eventlane.job.serial.ImmutableSerializer;
import dev.eventlane.job.source.SourceRecordSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Carries dead letters to their sinks. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
    private static final long serialVersionUID = 1L;

    public static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();

    @Override
    public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
        Binary.writeString(letter.reason().name(), target);
        Binary.writeString(letter.detail(), target);
        SourceRecordSerializer.INSTANCE.serialize(letter.record(), target);
    }

    @Override
    public DeadLetter deserialize(DataInputView source) throws IOException {
        return new DeadLetter(
                DeadLetter.Reason.valueOf(Binary.readString(source)),
                Binary.readString(source),
                SourceRecordSerializer.INSTANCE.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
