package dev.eventlane.job.serial;

import dev.eventlane.core.event.EventKey;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of the key of state: its bytes must never change, so they carry no format. */
public final class EventKeySerializer extends ImmutableSerializer<EventKey> {
    private static final long serialVersionUID = 1L;

    public static final EventKeySerializer INSTANCE = new EventKeySerializer();

    @Override
    public void serialize(EventKey key, DataOutputView target) throws IOException {
        Binary.writeString(key.projectId(), target);
        Binary.writeUuid(key.eventId(), target);
    }

    @Override
    public EventKey deserialize(DataInputView source) throws IOException {
        String projectId = Binary.readString(source);
        // Most events share the project's text; one copy of it is enough.
        return new EventKey(
                EventKey.DEFAULT_PROJECT.equals(projectId) ? EventKey.DEFAULT_PROJECT : projectId,
                Binary.readUuid(source));
    }

    @Override
    public TypeSerializerSnapshot<EventKey> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into savepoints; its name must not change. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventKey> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
