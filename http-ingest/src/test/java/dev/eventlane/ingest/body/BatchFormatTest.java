package dev.eventlane.ingest.body;

import static dev.eventlane.ingest.body.BatchFormat.JSON_ARRAY;
import static dev.eventlane.ingest.body.BatchFormat.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.InvalidFieldException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFormatTest {
    private static final int MANY = 100_000;

    /** Shapes that a reader of structure could trip over. */
    private static final List<String> OBJECTS = List.of(
            "{}",
            "{\"a\":\"]}[{,\\\"\"}",
            "{\"ü\":\"日本語 😀\"}",
            "{\"a\":[[],{\"b\":{}}],\"c\":-1.5e10}",
            "{ \"a\" : null }",
            "{\"long\":\"" + "x".repeat(9_000) + "\"}",
            "[[1],[2]]");

    @Test
    void the_items_of_an_array_are_found_wherever_buffers_end() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            StringBuilder body = new StringBuilder(space(random)).append('[');
            int items = random.nextInt(40);
            for (int i = 0; i < items; i++) {
                expected.add(OBJECTS.get(random.nextInt(OBJECTS.size())));
                body.append(i == 0 ? "" : ",").append(space(random)).append(expected.get(i));
                body.append(space(random));
            }
            body.append(']').append(space(random));

            assertThat(items(JSON_ARRAY, body.toString(), random))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void the_lines_are_found_wherever_buffers_end_and_blank_ones_are_none() throws Exception {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            StringBuilder body = new StringBuilder();
            int lines = random.nextInt(40);
            for (int i = 0; i < lines; i++) {
                if (random.nextInt(3) == 0) {
                    body.append(random.nextBoolean() ? "" : " \t");
                } else {
                    expected.add(OBJECTS.get(random.nextInt(OBJECTS.size())));
                    body.append(expected.get(expected.size() - 1));
                }
                body.append(i == lines - 1 && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
            }

            assertThat(items(NDJSON, body.toString(), random).stream().map(String::strip))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void an_element_that_is_no_object_is_an_item_that_holds_nothing() throws Exception {
        assertThat(items(JSON_ARRAY, "[1, \"[x\", null, true, {\"a\":1}, -2.5e3]", new Random(0)))
                .containsExactly("", "", "", "", "{\"a\":1}", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                | body must be a JSON array",
                "{}                | body must be a JSON array",
                "7                 | body must be a JSON array",
                "[                 | body must be valid JSON (line 1, column 2)",
                "[{}               | body must be valid JSON (line 1, column 4)",
                "[{},]             | body must be valid JSON (line 1, column 5)",
                "[{} {}]           | body must be valid JSON (line 1, column 5)",
                "[{\"a\":[}]       | body must be valid JSON (line 1, column 8)",
                "[{\"a\":tru}]     | body must be valid JSON (line 1, column 7)",
                "[{},\"abc         | body must be valid JSON (line 1, column 9)",
                "[{}]]             | body must be valid JSON (line 1, column 5)",
                "[{}] {}           | body must be one JSON array, with nothing after it",
            })
    void what_is_no_array_as_a_whole_is_refused(String body, String error) {
        assertThatThrownBy(() -> items(JSON_ARRAY, body, new Random(0)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(error);
    }

    @Test
    void an_array_in_another_encoding_is_refused() {
        byte[] utf16 = "[{}]".getBytes(StandardCharsets.UTF_16BE);

        assertThatThrownBy(() -> JSON_ARRAY.find(new ByteArrayInputStream(utf16), MANY))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("body must be valid JSON");
    }

    @Test
    void nesting_without_end_is_refused_early() {
        String body = "[" + "[".repeat(1 << 20);

        assertThatThrownBy(() -> items(JSON_ARRAY, body, new Random(0)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("body must be valid JSON (it is nested too deeply, or a number or name in it is too long)");
    }

    @Test
    void an_item_beyond_what_a_parser_takes_is_still_only_one_item() throws Exception {
        List<String> items = List.of(
                "{}",
                "{\"number\":" + "1".repeat(1_001) + "}",
                "{\"" + "n".repeat(50_001) + "\":1}",
                "{\"deep\":" + "[".repeat(1_001) + "]".repeat(1_001) + "}",
                "{\"last\":1}");

        assertThat(items(JSON_ARRAY, "[" + String.join(",", items) + "]", new Random(0)))
                .isEqualTo(items);
    }

    @Test
    void more_items_than_allowed_are_refused() throws Exception {
        assertThat(JSON_ARRAY.find(stream("[{},{},{}]", new Random(0)), 3).count())
                .isEqualTo(3);
        assertThatThrownBy(() -> JSON_ARRAY.find(stream("[{},{},{},{}]", new Random(0)), 3))
                .isInstanceOf(TooManyItemsException.class)
                .hasMessage("batch must hold at most 3 items");
        assertThatThrownBy(() -> NDJSON.find(stream("{}\n{}\n{}\n{}", new Random(0)), 3))
                .isInstanceOf(TooManyItemsException.class);
    }

    private static List<String> items(BatchFormat format, String body, Random random) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ItemSpans spans = format.find(stream(body, random), MANY);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < spans.count(); i++) {
            items.add(new String(bytes, spans.start(i), spans.end(i) - spans.start(i), StandardCharsets.UTF_8));
        }
        return items;
    }

    /** Gives as many bytes at a time as it likes, as decoders do. */
    private static InputStream stream(String body, Random random) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(1 << random.nextInt(13))));
            }
        };
    }

    private static String space(Random random) {
        return random.nextInt(3) == 0 ? " \n\t\r".repeat(random.nextInt(3)) : "";
    }
}
