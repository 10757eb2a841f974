package dev.eventlane.job.lifecycle;

import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Queued;
import dev.eventlane.job.lifecycle.EventState.Recalling;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.lifecycle.EventState.Waiting;
import dev.eventlane.job.lifecycle.EventState.WaitingOperation;
import dev.eventlane.job.serial.Binary;
import dev.eventlane.job.serial.ImmutableSerializer;
import dev.eventlane.job.source.SourceRecordSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The form in which events are kept in state: format, kind, then the kind's parts. Since format 2, what waits has its trace. */
public final class EventStateSerializer extends ImmutableSerializer<EventState> {
    private static final long serialVersionUID = 1L;

    public static final EventStateSerializer INSTANCE = new EventStateSerializer();

    private static final int FORMAT = 2;
    private static final int FORMAT_WITHOUT_TRACES = 1;
    private static final int LIVE = 1;
    private static final int DELETED = 2;
    private static final int WAITING = 3;
    private static final int RECALLING = 4;

    @Override
    public void serialize(EventState state, DataOutputView target) throws IOException {
        target.writeByte(FORMAT);
        if (state instanceof Live live) {
            target.writeByte(LIVE);
            writeStored(live, target);
            EventFieldsFormat.write(live.fields(), target);
        } else if (state instanceof Deleted deleted) {
            target.writeByte(DELETED);
            writeStored(deleted, target);
        } else {
            target.writeByte(state instanceof Waiting ? WAITING : RECALLING);
            writeOperations(((Queued) state).operations(), target);
        }
    }

    @Override
    public EventState deserialize(DataInputView source) throws IOException {
        int format = Binary.readFormat(source, FORMAT, "the state of an event");
        int kind = source.readByte();
        return switch (kind) {
            case LIVE -> readLive(source);
            case DELETED -> readDeleted(source);
            case WAITING -> new Waiting(readWaitingOperations(format, source));
            case RECALLING -> new Recalling(readWaitingOperations(format, source));
            default -> throw new IOException("the state of an event is of the unknown kind " + kind);
        };
    }

    private static void writeStored(Stored stored, DataOutputView target) throws IOException {
        target.writeLong(stored.version());
        Binary.writeString(stored.conversationId(), target);
        target.writeLong(stored.createdAt());
        target.writeLong(stored.updatedAt());
        List<OperationIds.Entry> entries = stored.operations().entries();
        target.writeByte(entries.size());
        for (OperationIds.Entry entry : entries) {
            Binary.writeUuid(entry.operationId(), target);
            target.writeLong(entry.timestamp());
        }
    }

    private static OperationIds readOperations(DataInputView source) throws IOException {
        int size = source.readByte();
        List<OperationIds.Entry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            entries.add(new OperationIds.Entry(Binary.readUuid(source), source.readLong()));
        }
        return new OperationIds(entries);
    }

    private static Live readLive(DataInputView source) throws IOException {
        long version = source.readLong();
        String conversationId = Binary.readString(source);
        long createdAt = source.readLong();
        long updatedAt = source.readLong();
        OperationIds operations = readOperations(source);
        return new Live(version, conversationId, createdAt, updatedAt, EventFieldsFormat.read(source), operations);
    }

    private static Deleted readDeleted(DataInputView source) throws IOException {
        return new Deleted(
                source.readLong(),
                Binary.readString(source),
                source.readLong(),
                source.readLong(),
                readOperations(source));
    }

    private static void writeOperations(List<WaitingOperation> operations, DataOutputView target) throws IOException {
        target.writeInt(operations.size());
        for (WaitingOperation operation : operations) {
            Binary.writeUuid(operation.operationId(), target);
            SourceRecordSerializer.INSTANCE.serialize(operation.record(), target);
        }
    }

    private static List<WaitingOperation> readWaitingOperations(int format, DataInputView source) throws IOException {
        int size = source.readInt();
        List<WaitingOperation> operations = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            operations.add(new WaitingOperation(
                    Binary.readUuid(source),
                    format == FORMAT_WITHOUT_TRACES
                            ? SourceRecordSerializer.readWithoutTrace(source)
                            : SourceRecordSerializer.INSTANCE.deserialize(source)));
        }
        return operations;
    }

    @Override
    public TypeSerializerSnapshot<EventState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
