package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.job.serial.Binary;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The form of complete fields: all but the value are there. */
final class EventFieldsFormat {
    private EventFieldsFormat() {}

    static void write(EventFields fields, DataOutputView target) throws IOException {
        Binary.writeString(fields.conversationMetadata(), target);
        Binary.writeString(fields.eventName(), target);
        Binary.writeString(fields.source(), target);
        Binary.writeString(fields.userId(), target);
        target.writeBoolean(fields.value() != null);
        if (fields.value() != null) {
            target.writeDouble(fields.value());
        }
        Binary.writeString(fields.error(), target);
        target.writeDouble(fields.latency());
        Binary.writeString(fields.input(), target);
        Binary.writeString(fields.output(), target);
        Binary.writeVector(fields.inputEmbeddings(), target);
        Binary.writeVector(fields.outputEmbeddings(), target);
        Binary.writeString(fields.properties(), target);
    }

    static EventFields read(DataInputView source) throws IOException {
        return new EventFields(
                Binary.readString(source),
                Binary.readString(source),
                Binary.readString(source),
                Binary.readString(source),
                source.readBoolean() ? source.readDouble() : null,
                Binary.readString(source),
                source.readDouble(),
                Binary.readString(source),
                Binary.readString(source),
                Binary.readVector(source),
                Binary.readVector(source),
                Binary.readString(source));
    }
}
