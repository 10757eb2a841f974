package dev.eventlane.job.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.core.trace.TraceContext;
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

    /** The kind and parts of a state, behind its format. */
    private static final String DELETED = "02" + "0000000000000001" + "0000000163" + "0000000000000002"
            + "0000000000000003" + "01" + "0195d6a0000070008000000000000001" + "0000000000000007";
    /** One operation that waits, without its trace. */
    private static final String WAITING = "00000001" + "0195d6a0000070008000000000000001" + "0000000101"
            + "000000020203" + "00000004" + "0000000000000005" + "0000000000000006";

    private static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "a=1");

    @Test
    void every_kind_comes_back() throws Exception {
        assertComesBack(new Live(1, "c", 2, 3, FIELDS, OPERATIONS));
        assertComesBack(new Live(1, "c", 2, 3, EventFields.DEFAULTS, OperationIds.NONE));
        assertComesBack(new Deleted(1, "c", 2, 3, OPERATIONS));
        List<WaitingOperation> operations = List.of(
                new WaitingOperation(ID, new SourceRecord(new byte[] {1}, new byte[] {2, 3}, 4, 5, 6)),
                new WaitingOperation(ID, new SourceRecord(new byte[] {1}, new byte[] {2, 3}, 4, 5, 6, TRACE)));
        assertComesBack(new Waiting(operations));
        assertComesBack(new Recalling(operations));
    }

    /** These bytes are in savepoints: every later release must read them. */
    @Test
    void format_1_is_read_as_it_was_written() throws Exception {
        assertThat(read(hex("01" + DELETED))).isEqualTo(new Deleted(1, "c", 2, 3, OPERATIONS));
        assertThat(read(hex("01" + "03" + WAITING))).isEqualTo(new Waiting(List.of(waiting(null))));
        assertThat(read(hex("01" + "04" + WAITING))).isEqualTo(new Recalling(List.of(waiting(null))));
    }

    @Test
    void format_2_is_read_as_it_was_written() throws Exception {
        assertIs("02" + DELETED, new Deleted(1, "c", 2, 3, OPERATIONS));
        assertIs("02" + "03" + WAITING + "00", new Waiting(List.of(waiting(null))));
        String trace = "01" + "00000037"
                + "30302d34626639326633353737623334646136613363653932396430653065343733362d303066303637616130626139303262372d3031"
                + "00000003" + "613d31";
        assertIs("02" + "03" + WAITING + trace, new Waiting(List.of(waiting(TRACE))));
        assertIs("02" + "04" + WAITING + trace, new Recalling(List.of(waiting(TRACE))));
    }

    private static WaitingOperation waiting(TraceContext trace) {
        return new WaitingOperation(ID, new SourceRecord(new byte[] {1}, new byte[] {2, 3}, 4, 5, 6, trace));
    }

    private static void assertIs(String bytes, EventState state) throws IOException {
        assertThat(HexFormat.of().formatHex(write(state))).isEqualTo(bytes);
        assertThat(read(hex(bytes))).isEqualTo(state);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void a_newer_format_is_refused_loudly() {
        assertThatThrownBy(() -> read(new byte[] {3, 1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stored in format 3, this release reads up to 2");
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
