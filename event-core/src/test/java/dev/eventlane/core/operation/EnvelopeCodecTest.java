package dev.eventlane.core.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FloatVector;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "                                       | not JSON at byte 1",
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

    private static void assertComesBack(Operation operation) throws MalformedEnvelopeException {
        byte[] envelope = EnvelopeCodec.encode(operation);
        assertThat(EnvelopeCodec.decode(envelope)).isEqualTo(operation);
        assertThat(EnvelopeCodec.decodeKey(envelope)).isEqualTo(KEY);
    }
}
