package dev.eventlane.job.source;

import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.serial.Binary;
import dev.eventlane.job.serial.ImmutableSerializer;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Also part of the state of an event that waits for its create. */
public final class SourceRecordSerializer extends ImmutableSerializer<SourceRecord> {
    private static final long serialVersionUID = 1L;

    public static final SourceRecordSerializer INSTANCE = new SourceRecordSerializer();
    public static final TypeInformation<SourceRecord> TYPE = ImmutableTypeInformation.of(SourceRecord.class, INSTANCE);

    @Override
    public void serialize(SourceRecord record, DataOutputView target) throws IOException {
        Binary.writeBytes(record.key(), target);
        Binary.writeBytes(record.value(), target);
        target.writeInt(record.partition());
        target.writeLong(record.offset());
        target.writeLong(record.timestamp());
        target.writeBoolean(record.trace().isPresent());
        if (record.trace().isPresent()) {
            Binary.writeString(record.trace().get().traceparent(), target);
            Binary.writeString(record.trace().get().tracestate(), target);
        }
    }

    @Override
    public SourceRecord deserialize(DataInputView source) throws IOException {
        return new SourceRecord(
                Binary.readBytes(source),
                Binary.readBytes(source),
                source.readInt(),
                source.readLong(),
                source.readLong(),
                source.readBoolean() ? new TraceContext(Binary.readString(source), Binary.readString(source)) : null);
    }

    /** As it was kept in state before records had a trace. */
    public static SourceRecord readWithoutTrace(DataInputView source) throws IOException {
        return new SourceRecord(
                Binary.readBytes(source),
                Binary.readBytes(source),
                source.readInt(),
                source.readLong(),
                source.readLong());
    }

    @Override
    public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
