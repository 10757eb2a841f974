package dev.eventlane.core.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.EventKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job does with records of a front door that was upgraded before it: the rules of {@link EnvelopeCodec}. */
class NewerEnvelopesTest {
    private static final Path RECORDS = Path.of("src", "test", "resources", "envelopes", "0.1.0");
    private static final String DATA = "\"data\":{";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"region\":\"eu\",",
                "\"region\":null,",
                "\"trace\":{\"data\":{\"latency\":1},\"event_id\":\"x\"},",
                "\"hops\":[1,{\"operation\":\"delete\"}],"
            })
    void a_field_beside_the_data_only_informs_and_changes_nothing(String field) throws Exception {
        String known = record("update-of-two-fields");
        Operation operation = decode(known);

        assertThat(decode(known.replace("{\"operation\":", "{" + field + "\"operation\":")))
                .isEqualTo(operation);
        assertThat(decode(known.replace(DATA, field + DATA))).isEqualTo(operation);
    }

    /** To ignore it would store the event without it, and nothing would ever show the loss. */
    @ParameterizedTest
    @ValueSource(strings = {"create-with-every-field", "create-with-a-name-only", "update-of-two-fields"})
    void a_field_in_the_data_makes_a_dead_letter_of_the_whole_record(String name) throws Exception {
        String newer = record(name).replace(DATA, DATA + "\"channel\":\"chat\",");

        assertThatThrownBy(() -> decode(newer))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessage("unknown field \"data.channel\"");
        assertThat(key(newer)).isEqualTo(key(record(name)));
    }

    @Test
    void an_operation_of_a_kind_that_is_not_known_makes_a_dead_letter_too() throws Exception {
        String newer = record("update-of-two-fields").replace("\"update\"", "\"merge\"");

        assertThatThrownBy(() -> decode(newer))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessage("operation must be one of: create, update, delete");
        assertThat(key(newer)).isEqualTo(key(record("update-of-two-fields")));
    }

    private static String record(String name) throws IOException {
        return Files.readString(RECORDS.resolve(name + ".json"));
    }

    private static Operation decode(String envelope) throws MalformedEnvelopeException {
        return EnvelopeCodec.decode(envelope.getBytes(UTF_8));
    }

    private static EventKey key(String envelope) throws MalformedEnvelopeException {
        return EnvelopeCodec.decodeKey(envelope.getBytes(UTF_8));
    }
}
