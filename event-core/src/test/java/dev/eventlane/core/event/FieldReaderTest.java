package dev.eventlane.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {
    @Test
    void properties_are_kept_as_they_were_sent() throws Exception {
        assertThat(reader("{ \"n\" : 1.10e2,\n\"ü\":[{}] }").object("properties"))
                .isEqualTo("{ \"n\" : 1.10e2,\n\"ü\":[{}] }");
    }

    @Test
    void sixteen_levels_of_properties_are_taken_and_seventeen_are_not() throws Exception {
        assertThat(reader("{\"a\":".repeat(15) + "{}" + "}".repeat(15)).object("properties"))
                .hasSize(15 * 6 + 2);

        FieldReader tooDeep = reader("{\"a\":".repeat(16) + "{}" + "}".repeat(16));
        assertThatThrownBy(() -> tooDeep.object("properties"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("properties must be at most 16 levels deep");
    }

    @Test
    void properties_over_64_kib_are_refused() throws Exception {
        FieldReader tooLarge = reader("{\"a\":\"" + "x".repeat(64 * 1024) + "\"}");

        assertThatThrownBy(() -> tooLarge.object("properties")).hasMessage("properties must be at most 64 KiB of JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\"", "\"\\ude42\"", "\"a\\ud83db\"", "\"\\ude42\\ud83d\""})
    void a_lone_surrogate_is_refused_because_it_cannot_be_stored(String json) throws Exception {
        FieldReader reader = reader(json);

        assertThatThrownBy(() -> reader.string("input"))
                .hasMessage("input must be valid Unicode: it holds a lone surrogate");
    }

    @Test
    void a_surrogate_pair_is_one_character() throws Exception {
        assertThat(reader("\"\\ud83d\\ude42\"").string("input")).isEqualTo("🙂");
    }

    @Test
    void numbers_must_be_finite() throws Exception {
        FieldReader number = reader("1e400");
        assertThatThrownBy(() -> number.number("value")).hasMessage("value must be a finite number");

        FieldReader vector = reader("[1e39]");
        assertThatThrownBy(() -> vector.vector("input_embeddings"))
                .hasMessage("input_embeddings must hold finite 32-bit numbers");
    }

    @Test
    void a_long_vector_comes_back_whole() throws Exception {
        FloatVector vector = reader("[" + "0.5,".repeat(999) + "2]").vector("input_embeddings");

        assertThat(vector.size()).isEqualTo(1_000);
        assertThat(vector.get(998)).isEqualTo(0.5f);
        assertThat(vector.get(999)).isEqualTo(2f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1-1-1-1-1", "", "0195d6a0-0000-7000-8000-00000000000g", "{0195d6a0-0000-7000-8000-00000000001}"
            })
    void only_the_canonical_form_of_a_uuid_is_taken(String text) {
        assertThatThrownBy(() -> FieldReader.parseUuid("id", text)).hasMessage("id must be a UUID");
    }

    @Test
    void a_uuid_in_capitals_is_the_same_uuid() throws Exception {
        assertThat(FieldReader.parseUuid("id", "0195D6A0-0000-7000-8000-00000000000F"))
                .isEqualTo(UUID.fromString("0195d6a0-0000-7000-8000-00000000000f"));
    }

    @Test
    void a_time_of_another_zone_is_the_same_moment_to_the_millisecond() throws Exception {
        assertThat(FieldReader.parseInstant("created_at", "2026-03-27T14:00:00.123999+02:00"))
                .isEqualTo(Instant.parse("2026-03-27T12:00:00.123Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-27",
                "2026-03-27T12:00Z",
                "2026-03-27T12:00:00",
                "2026-02-30T12:00:00Z",
                "2026-01-01T00:00+01:00",
                "now"
            })
    void a_time_that_is_not_rfc_3339_is_refused(String text) {
        assertThatThrownBy(() -> FieldReader.parseInstant("created_at", text))
                .hasMessage("created_at must be an RFC 3339 time such as 2026-03-27T12:00:00Z");
    }

    private static FieldReader reader(String json) throws Exception {
        byte[] document = json.getBytes(UTF_8);
        JsonParser parser = new JsonFactory().createParser(document);
        parser.nextToken();
        return new FieldReader(parser, document);
    }
}
