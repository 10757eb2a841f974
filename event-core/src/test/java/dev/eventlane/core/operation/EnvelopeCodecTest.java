package dev.eventlane.core.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FloatVector;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
    private static final EventKey KEY =
            new EventKey("default", UUID.fromString("0195d6a0-0000-7000-8000-000000000001"));
    private static final UUID OPERATION = UUID.fromString("0195d6a0-0000-7000-8000-000000000002");
    private static final Instant TIME = Instant.parse("2026-03-27T12:00:00.123Z");
    private static final Instant CREATED = Instant.parse("2026-03-27T11:59:59.999Z");

    private static final EventFields ALL_FIELDS = new EventFields(
            "{\"tier\":\"free\"}",
            "chat.reply",
            "mobile",
            "u-1",
            -1.5e300,
            "timeout",
            0.1,
            "Grüße, 世界 \u0000 \"quoted\"",
            "🙂",
            FloatVector.of(0.1f, -3.4028235E38f),
            FloatVector.EMPTY,
            "{ \"a\": 1.10, \"b\": [ ] }");

    @Test
    void a_create_is_written_in_the_form_that_is_kept_in_kafka() {
        Operation create = new Operation.Create(
                KEY,
                OPERATION,
                TIME,
                "conv_1",
                CREATED,
                new EventFields(null, "a", null, null, null, null, 12.5, null, null, FloatVector.of(1), null, "{ }"));

        assertThat(new String(EnvelopeCodec.encode(create), UTF_8))
                .isEqualTo("{\"operation\":\"create\",\"operation_id\":\"0195d6a0-0000-7000-8000-000000000002\","
                        + "\"project_id\":\"default\",\"event_id\":\"0195d6a0-0000-7000-8000-000000000001\","
                        + "\"timestamp\":\"2026-03-27T12:00:00.123Z\",\"data\":{\"conversation_id\":\"conv_1\","
                        + "\"created_at\":\"2026-03-27T11:59:59.999Z\",\"event_name\":\"a\",\"latency\":12.5,"
                        + "\"input_embeddings\":[1.0],\"properties\":{ }}}");
    }

    @Test
    void every_field_of_a_create_comes_back() throws Exception {
        assertComesBack(new Operation.Create(KEY, OPERATION, TIME, "conv_1", CREATED, ALL_FIELDS));
    }

    @Test
    void every_field_of_an_update_comes_back() throws Exception {
        assertComesBack(new Operation.Update(KEY, OPERATION, TIME, ALL_FIELDS));
    }

    @Test
    void a_field_that_is_not_given_stays_not_given() throws Exception {
        assertComesBack(new Operation.Update(KEY, OPERATION, TIME, EventFields.NONE));
    }

    @Test
    void a_delete_comes_back() throws Exception {
        assertComesBack(new Operation.Delete(KEY, OPERATION, TIME));
    }

    @Test
    void the_key_alone_is_read_from_an_envelope_whose_rest_is_broken() throws Exception {
        byte[] whole = EnvelopeCodec.encode(new Operation.Create(KEY, OPERATION, TIME, "c", CREATED, ALL_FIELDS));
        int data = new String(whole, UTF_8).indexOf("\"data\"");

        assertThat(EnvelopeCodec.decodeKey(Arrays.copyOf(whole, data))).isEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{PROJECT,EVENT,OPERATION,ID}           | default | event | update | operation",
                "{\"data\":{\"event_id\":7},ID,EVENT,PROJECT,OPERATION} | default | event | update | operation",
                "{PROJECT,EVENT,\"data\":{\"latency\": | default | event |        |",
                "{OPERATION,\"event_id\":{\"a\":[1]},PROJECT} | default |       | update |",
                "{\"event_id\":\"7\",\"operation\":\"merge\",ID}     |         |       |        | operation",
                "{PROJECT,\"project_id\":\"other\",EVENT} | default | event |        |",
                "{PROJECT broken                        | default |       |        |",
                "[]                                     |         |       |        |",
                "not JSON                               |         |       |        |",
            })
    void of_any_bytes_as_much_is_told_as_they_tell(
            String envelope, String project, String event, String operation, String operationId) {
        byte[] bytes = envelope.replace("PROJECT", "\"project_id\":\"default\"")
                .replace("EVENT", "\"event_id\":\"" + KEY.eventId() + "\"")
                .replace("OPERATION", "\"operation\":\"update\"")
                .replace("ID", "\"operation_id\":\"" + OPERATION + "\"")
                .getBytes(UTF_8);

        assertThat(EnvelopeCodec.decodeHead(bytes))
                .isEqualTo(new EnvelopeHead(
                        project,
                        event == null ? null : KEY.eventId(),
                        operation,
                        operationId == null ? null : OPERATION));
    }

    @Test
    void an_unknown_field_of_the_envelope_is_ignored() throws Exception {
        String envelope = new String(EnvelopeCodec.encode(new Operation.Delete(KEY, OPERATION, TIME)), UTF_8);
        String newer = envelope.replace("{\"operation\":", "{\"trace\":{\"id\":[1]},\"operation\":");

        assertThat(EnvelopeCodec.decode(newer.getBytes(UTF_8))).isEqualTo(new Operation.Delete(KEY, OPERATION, TIME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                       | not JSON in UTF-8",
                "{                                      | not JSON at byte",
                "[]                                     | not a JSON object",
                "{\"operation\":\"create\"}             | project_id is required",
                "{\"operation\":\"merge\",BASE}         | operation must be one of: create, update, delete",
                "{BASE}                                 | operation is required",
                "{\"operation\":\"update\",BASE}        | data is required",
                "{\"operation\":\"update\",BASE,\"data\":7} | data must be an object",
                "{\"operation\":\"update\",BASE,\"data\":{\"colour\":1}} | unknown field \"data.colour\"",
                "{\"operation\":\"update\",BASE,\"data\":{\"latency\":\"1\"}} | latency must be a number",
                "{\"operation\":\"update\",BASE,\"data\":{\"input_embeddings\":[1,\"2\"]}} | input_embeddings must be an array",
                "{\"operation\":\"create\",BASE,\"data\":{\"created_at\":\"2026-03-27T12:00:00Z\"}} | data.conversation_id is required",
                "{\"operation\":\"delete\",BASE}{}      | more than one JSON value",
            })
    void a_malformed_envelope_says_which_rule_it_breaks(String envelope, String message) {
        String base = "\"operation_id\":\"" + OPERATION + "\",\"project_id\":\"default\",\"event_id\":\""
                + KEY.eventId() + "\",\"timestamp\":\"2026-03-27T12:00:00.123Z\"";
        byte[] bytes = envelope == null
                ? new byte[] {(byte) 0xff}
                : envelope.replace("BASE", base).getBytes(UTF_8);

        assertThatThrownBy(() -> EnvelopeCodec.decode(bytes))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void bytes_of_another_encoding_are_malformed_and_never_more_than_that() {
        Operation create = new Operation.Create(KEY, OPERATION, TIME, "c", CREATED, ALL_FIELDS);
        String text = new String(EnvelopeCodec.encode(create), UTF_8);
        List<byte[]> poison = List.of(
                new byte[] {0, 0, 0, 0x7b, 0x7f, -1, -1, -1},
                text.getBytes(UTF_16BE),
                text.getBytes(UTF_16LE),
                text.getBytes(UTF_16),
                ("\ufeff" + text).getBytes(UTF_8),
                // An overlong slash: the parser takes it, a decoder does not.
                text.replace("timeout", "\u00c0\u00af").getBytes(ISO_8859_1));
        for (byte[] bytes : poison) {
            assertThatThrownBy(() -> EnvelopeCodec.decode(bytes)).isInstanceOf(MalformedEnvelopeException.class);
            assertThatThrownBy(() -> EnvelopeCodec.decodeKey(bytes)).isInstanceOf(MalformedEnvelopeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "1899-12-31T23:59:59Z",
                "2300-01-01T00:00:00Z"
            })
    void a_time_that_cannot_be_stored_is_malformed(String time) {
        Operation create = new Operation.Create(KEY, OPERATION, TIME, "c", CREATED, EventFields.NONE);
        String text = new String(EnvelopeCodec.encode(create), UTF_8).replace("2026-03-27T11:59:59.999Z", time);

        assertThatThrownBy(() -> EnvelopeCodec.decode(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageStartingWith("created_at must");
    }

    @Test
    void no_damage_to_an_envelope_is_more_than_malformed() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = EnvelopeCodec.encode(new Operation.Create(KEY, OPERATION, TIME, "c", CREATED, ALL_FIELDS));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged =
                    Arrays.copyOf(whole, random.nextInt(10) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int hits = random.nextInt(4); hits >= 0 && damaged.length > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                EnvelopeCodec.decode(damaged);
            } catch (MalformedEnvelopeException expected) {
                assertThat(expected.getMessage()).as("seed " + seed).doesNotContain("\n");
            }
            assertThat(EnvelopeCodec.decodeHead(damaged)).as("seed " + seed).isNotNull();
        }
    }

    private static void assertComesBack(Operation operation) throws MalformedEnvelopeException {
        byte[] envelope = EnvelopeCodec.encode(operation);
        assertThat(EnvelopeCodec.decode(envelope)).isEqualTo(operation);
        assertThat(EnvelopeCodec.decodeKey(envelope)).isEqualTo(KEY);
    }
}
