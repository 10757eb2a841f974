package dev.eventlane.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Live;
import dev.eventlane.job.lifecycle.EventState.Recalling;
import dev.eventlane.job.lifecycle.EventState.Waiting;
import dev.eventlane.job.lifecycle.EventState.WaitingOperation;
import dev.eventlane.job.source.SourceRecord;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EventStateSerializerTest {
    private static final UUID ID = UUID.fromString("0195d6a0-0000-7000-8000-000000000001");
    private static final OperationIds OPERATIONS = OperationIds.NONE.plus(ID, 7);
    private static final EventFields FIELDS = new EventFields(
            "m",
            "n",
            "s",
            "u",
            1.5,
            "e",
            2.5,
            "in ü",
            "x".repeat(70_000),
            FloatVector.of(1, 2),
            FloatVector.EMPTY,
            "{}");

    @Test
    void every_kind_comes_back() throws Exception {
        assertComesBack(new Live(1, "c", 2, 3, FIELDS, OPERATIONS));
        assertComesBack(new Live(1, "c", 2, 3, EventFields.DEFAULTS, OperationIds.NONE));
        assertComesBack(new Deleted(1, "c", 2, 3, OPERATIONS));
        List<WaitingOperation> operations =
                List.of(new WaitingOperation(ID, new SourceRecord(new byte[] {1}, new byte[] {2, 3}, 4, 5, 6)));
        assertComesBack(new Waiting(operations));
        assertComesBack(new Recalling(operations));
    }

    /** These bytes are in savepoints: every later release must read them. */
    @Test
    void format_1_is_read_as_it_was_written() throws Exception {
        Deleted deleted = new Deleted(1, "c", 2, 3, OPERATIONS);
        String format1 = "0102" + "0000000000000001" + "0000000163" + "0000000000000002" + "0000000000000003" + "01"
                + "0195d6a0000070008000000000000001" + "0000000000000007";

        assertThat(HexFormat.of().formatHex(write(deleted))).isEqualTo(format1);
        assertThat(read(HexFormat.of().parseHex(format1))).isEqualTo(deleted);
    }

    @Test
    void a_newer_format_is_refused_loudly() {
        assertThatThrownBy(() -> read(new byte[] {2, 1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stored in format 2, this release reads up to 1");
    }

    private static void assertComesBack(EventState state) throws IOException {
        assertThat(read(write(state))).isEqualTo(state);
    }

    private static byte[] write(EventState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        EventStateSerializer.INSTANCE.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static EventState read(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        EventState state = EventStateSerializer.INSTANCE.deserialize(in);
        assertThat(in.available()).isZero();
        return state;
    }
}
