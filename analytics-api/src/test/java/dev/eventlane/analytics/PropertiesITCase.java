package dev.eventlane.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.eventlane.core.clickhouse.PropertiesColumn;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties in the database: no object that the front door takes stops an insert, all come back as sent, and reads filter by them. */
class PropertiesITCase {
    private static final Pattern PROPERTIES =
            Pattern.compile("\"properties\":(\\{.*?}),\"created_at\"", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]+)\"");
    private static final JsonFactory REPEATED_KEYS = new JsonFactory();
    private static final JsonFactory FRONT_DOOR = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int OBJECTS = 200;
    private static final int FILTERS = 12;

    @TempDir
    static Path folder;

    private static AnalyticsFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = AnalyticsFixture.start(folder);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void empty() throws Exception {
        api.execute("TRUNCATE TABLE events");
    }

    @Test
    void whatever_the_front_door_takes_is_stored_returned_as_sent_and_found_by_its_paths() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 15);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < rounds; round++) {
            String about = "seed " + seed + ", round " + round;
            List<String> objects = accepted(new RandomProperties(random), FRONT_DOOR);
            String conversation = "c" + round;
            assertThat(insert(conversation, objects, PropertiesColumn.SETTINGS))
                    .as(about)
                    .isEmpty();
            assertThat(stored(conversation)).as(about).isEqualTo(objects);
            // With repeated keys, which the job would take from Kafka, and as a job inserts that knows nothing of the
            // column.
            List<String> worse = accepted(new RandomProperties(random), REPEATED_KEYS);
            assertThat(insert("plain" + round, worse, Map.of())).as(about).isEmpty();
            assertThat(stored("plain" + round)).as(about).isEqualTo(worse);
            compareFilters(conversation, objects, random, about);
            if (round % 10 == 9) {
                api.execute("OPTIMIZE TABLE events FINAL");
                compareFilters(conversation, objects, random, about + ", merged");
            }
        }
    }

    private static void compareFilters(String conversation, List<String> objects, SplittableRandom random, String about)
            throws Exception {
        List<PropertyOracle> oracles = new ArrayList<>();
        for (String object : objects) {
            oracles.add(new PropertyOracle(object));
        }
        RandomProperties texts = new RandomProperties(random);
        for (int i = 0; i < FILTERS; i++) {
            String path = path(oracles, random);
            List<String> values = List.of(texts.value(), texts.value(), texts.value());
            List<Integer> expected = new ArrayList<>();
            for (int event = 0; event < oracles.size(); event++) {
                PropertyOracle oracle = oracles.get(event);
                if (values.stream().anyMatch(value -> oracle.matches(path, value))) {
                    expected.add(event);
                }
            }
            String query = values.stream().map(value -> filter(path, value)).collect(Collectors.joining("&"));
            HttpResponse<String> answer = api.get("/events/conversation/" + conversation + "?" + query);

            List<Integer> found = found(answer);
            assertThat(found)
                    .as("%s, path %s, values %s, objects %s", about, path, values, different(objects, expected, found))
                    .isEqualTo(expected);
        }
    }

    /** Those that only one of the two names. */
    private static List<String> different(List<String> objects, List<Integer> expected, List<Integer> found) {
        return IntStream.range(0, objects.size())
                .filter(event -> expected.contains(event) != found.contains(event))
                .mapToObj(objects::get)
                .toList();
    }

    /** One that some object has, and that can be asked for. */
    private static String path(List<PropertyOracle> oracles, SplittableRandom random) {
        while (true) {
            PropertyOracle oracle = oracles.get(random.nextInt(oracles.size()));
            List<String> paths = new ArrayList<>();
            oracle.paths().forEach(paths::add);
            if (!paths.isEmpty()) {
                String path = paths.get(random.nextInt(paths.size()));
                if (path.length() <= 256 && path.matches("[^.`\\\\\\p{Cntrl}]+(\\.[^.`\\\\\\p{Cntrl}]+)*")) {
                    return path;
                }
            }
        }
    }

    private static List<String> accepted(RandomProperties random, JsonFactory json) throws IOException {
        List<String> objects = new ArrayList<>();
        while (objects.size() < OBJECTS) {
            read(random.next(), json).ifPresent(objects::add);
        }
        return objects;
    }

    private static Optional<String> read(String object, JsonFactory json) throws IOException {
        byte[] document = object.getBytes(UTF_8);
        try (JsonParser parser = json.createParser(document)) {
            parser.nextToken();
            return Optional.of(new FieldReader(parser, document).object("properties"));
        } catch (InvalidFieldException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"plan\":{\"tier\":\"gold\"}} | plan.tier=gold          | true",
                "{\"plan\":{\"tier\":\"gold\"}} | plan.tier=Gold          | false",
                "{\"plan\":{\"tier\":\"gold\"}} | plan=gold               | false",
                "{\"plan.tier\":\"gold\"}       | plan.tier=gold          | true",
                "{\"seats\":5}                  | seats=5                 | true",
                "{\"seats\":5}                  | seats=5.0               | true",
                "{\"seats\":5.0}                | seats=5                 | true",
                "{\"seats\":5e0}                | seats=5                 | true",
                "{\"seats\":\"5\"}              | seats=5                 | true",
                "{\"seats\":5}                  | seats=05                | false",
                "{\"seats\":5}                  | seats=4&properties.seats=5 | true",
                "{\"paid\":true}                | paid=true               | true",
                "{\"paid\":true}                | paid=1                  | false",
                "{\"paid\":null}                | paid=null               | false",
                "{\"paid\":null}                | paid=                   | false",
                "{\"name\":\"\"}                | name=                   | true",
                "{}                             | name=                   | false",
                "{\"tags\":[\"a\"]}             | tags=a                  | false",
                "{\"tags\":[\"a\"]}             | tags=%5B%27a%27%5D      | false",
                "{\"a\":1,\"b\":2}              | a=1&properties.b=2      | true",
                "{\"a\":1,\"b\":2}              | a=1&properties.b=3      | false",
                "{\"a\":{\"b\":1},\"a.b\":2}    | a.b=1                   | true",
                "{\"a\":{\"b\":1},\"a.b\":2}    | a.b=2                   | false",
                "{\"id\":1180591620717411303424}| id=1180591620717411303424 | false",
                "{\"id\":18446744073709551615}  | id=18446744073709551615 | true",
                "{\"far\":1e400,\"near\":1}     | near=1                  | false",
                "{\"at\":\"2026-03-27 12:00:00\"} | at=2026-03-27+12:00:00 | true",
                "{\"at\":\"9999-12-31\"}        | at=9999-12-31           | true",
                "{\"ü\":\"世界\"}               | %C3%BC=%E4%B8%96%E7%95%8C | true",
            })
    void a_filter_takes_what_has_the_value_at_the_path(String object, String filter, boolean taken) throws Exception {
        insert("c", List.of(object), PropertiesColumn.SETTINGS);

        List<Integer> expected = taken ? List.of(0) : List.of();
        assertThat(found(api.get("/events/conversation/c?properties." + filter)))
                .isEqualTo(expected);
        int days = 3_650;
        assertThat(api.get("/analytics/errors?days=" + days + "&properties." + filter)
                        .body())
                .contains(taken ? "\"total_count\":1" : "\"data\":[]");
        assertThat(api.get("/analytics/latency?properties." + filter).body())
                .contains(taken ? "\"event_count\":1" : "\"data\":[]");
        assertThat(api.get("/analytics/sessions/top-errors?properties." + filter)
                        .body())
                .contains(taken ? "\"total_events\":1" : "\"data\":[]");
    }

    @Test
    void a_filter_sees_the_newest_version_only() throws Exception {
        insert("c", List.of("{\"tier\":\"free\"}"), PropertiesColumn.SETTINGS);
        api.insert(row("c", 0, 2, "{\"tier\":\"gold\"}"), PropertiesColumn.SETTINGS);

        assertThat(found(api.get("/events/conversation/c?properties.tier=free")))
                .isEmpty();
        assertThat(found(api.get("/events/conversation/c?properties.tier=gold")))
                .containsExactly(0);
    }

    @Test
    void paths_without_end_do_not_run_a_merge_out_of_memory() throws Exception {
        for (int part = 0; part < 4; part++) {
            api.execute("INSERT INTO events (project_id, id, conversation_id, created_at, version, properties) SELECT"
                    + " 'default', generateUUIDv7(number), 'wide', toDateTime64(1800000000, 3), 1, concat('{\"a\":\""
                    + part
                    + "\"', arrayStringConcat(arrayMap(i -> concat(',\"k', toString(cityHash64(number, i, " + part
                    + ") % 1000000), '.', toString(i), '\":1'), range(20))), '}') FROM numbers(10000)");
        }
        api.execute("OPTIMIZE TABLE events FINAL");

        assertThat(api.get("/analytics/latency?properties.a=2").body()).contains("\"event_count\":10000");
    }

    @Test
    void rows_from_before_the_column_are_found_before_and_after_they_are_merged() throws Exception {
        api.execute("ALTER TABLE events DROP COLUMN properties_json");
        insert("c", List.of("{\"tier\":\"gold\"}", "{\"tier\":\"free\"}"), Map.of());
        insert("c2", List.of("{\"tier\":\"gold\"}"), Map.of());
        api.migrateAgain();

        assertThat(found(api.get("/events/conversation/c?properties.tier=gold")))
                .containsExactly(0);
        assertThat(found(api.get("/events/conversation/c?properties.tier=free")))
                .containsExactly(1);
        api.execute("OPTIMIZE TABLE events FINAL");
        assertThat(found(api.get("/events/conversation/c?properties.tier=gold")))
                .containsExactly(0);
        assertThat(found(api.get("/events/conversation/c?properties.tier=free")))
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a%60b", "a%5Cb", "a%00b", "a%0Ab"})
    void a_path_that_names_no_keys_is_refused(String path) throws Exception {
        HttpResponse<String> answer = api.get("/analytics/errors?properties." + path + "=1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("{\"success\":false,\"error\":\"properties.")
                .endsWith(
                        " must name keys joined by single dots, without backticks, backslashes and control characters\"}");
    }

    @Test
    void filters_are_bounded() throws Exception {
        String nine = "123456789"
                .chars()
                .mapToObj(c -> "properties." + (char) c + "=1")
                .collect(Collectors.joining("&"));
        String many = "properties.a=1&".repeat(33);

        assertThat(api.get("/analytics/latency?" + nine).body())
                .contains("properties.<path> must be given for at most 8 paths");
        assertThat(api.get("/analytics/latency?" + many).body())
                .contains("properties.a must be given at most 32 values");
        assertThat(api.get("/analytics/latency?properties." + "a".repeat(257) + "=1")
                        .body())
                .contains("properties.<path> must have a path of at most 256 characters");
        assertThat(api.get("/analytics/latency?property.a=1").body())
                .contains(
                        "unknown parameter; it must be one of: event_name, from, limit, properties.<path>, source, to");
    }

    private static String filter(String path, String value) {
        return URLEncoder.encode("properties." + path, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }

    /** Which of the inserted objects the answer holds. */
    private static List<Integer> found(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<Integer> places = new ArrayList<>();
        Matcher matcher = ID.matcher(answer.body());
        while (matcher.find()) {
            places.add(Integer.parseInt(matcher.group(1).substring(24)));
        }
        return places;
    }

    private static List<String> stored(String conversation) throws Exception {
        HttpResponse<String> answer = api.get("/events/conversation/" + conversation);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> objects = new ArrayList<>();
        Matcher matcher = PROPERTIES.matcher(answer.body());
        while (matcher.find()) {
            objects.add(matcher.group(1));
        }
        return objects;
    }

    private static String insert(String conversation, List<String> objects, Map<String, String> settings)
            throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < objects.size(); i++) {
            rows.append(row(conversation, i, 1, objects.get(i))).append('\n');
        }
        return api.insert(rows.toString(), settings);
    }

    /** The place is in the ID and in the time, so that the answer has the same order. */
    private static String row(String conversation, int place, int version, String properties) {
        return "{\"project_id\":\"default\",\"id\":\"0195d6a0-0000-7000-8000-%012d\",\"conversation_id\":\"%s\","
                        .formatted(place, conversation)
                + "\"event_name\":\"e\",\"created_at\":\"2026-03-27 12:00:00.%03d\",\"version\":%d,\"is_deleted\":0,"
                        .formatted(place, version)
                + "\"properties\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(properties)) + "\"}";
    }
}
