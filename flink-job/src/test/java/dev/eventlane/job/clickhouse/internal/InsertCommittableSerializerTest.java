package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class InsertCommittableSerializerTest {

    /** Form 1 as it lies in savepoints. If this test fails, write a new form and go on reading this one. */
    private static final String FORM_1 = "00112233445566778899aabbccddeeff" // id
            + "00066576656e7473" // "events"
            + "00000003" // rows
            + "0000000000000400" // bytes before compression
            + "0000018bcfe56800" // oldest row
            + "00000004" + "deadbeef"; // body

    private static final InsertCommittable BATCH = new InsertCommittable(
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            "events",
            3,
            1024,
            1_700_000_000_000L,
            HexFormat.of().parseHex("deadbeef"));

    private final InsertCommittableSerializer serializer = new InsertCommittableSerializer();

    @Test
    void form_1_is_written_as_released() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(HexFormat.of().formatHex(serializer.serialize(BATCH))).isEqualTo(FORM_1);
    }

    @Test
    void form_1_is_read_as_released() throws IOException {
        assertThat(serializer.deserialize(1, HexFormat.of().parseHex(FORM_1))).isEqualTo(BATCH);
    }

    @Test
    void in_the_state_of_the_inserter_each_batch_bears_its_form() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        InsertCommittableSerializer.write(BATCH, out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo("00000001" + FORM_1);
        assertThat(InsertCommittableSerializer.read(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(BATCH);
    }

    @Test
    void a_form_of_a_newer_release_is_refused() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("form 2")
                .hasMessageContaining("start the job with the release that wrote the checkpoint");
    }

    @Test
    void a_form_that_is_cut_short_is_refused() {
        byte[] cut = HexFormat.of().parseHex(FORM_1.substring(0, FORM_1.length() - 2));

        assertThatThrownBy(() -> serializer.deserialize(1, cut)).isInstanceOf(IOException.class);
    }

    @Test
    void a_batch_prints_without_its_rows() {
        assertThat(BATCH)
                .hasToString("batch 00112233-4455-6677-8899-aabbccddeeff (3 rows, 4 bytes) for table 'events'");
    }

    @Test
    void an_empty_batch_is_refused() {
        assertThatThrownBy(() -> new InsertCommittable(new UUID(0, 0), "t", 0, 0, 0, new byte[0]))
                .hasMessageContaining("0 rows");
    }
}
