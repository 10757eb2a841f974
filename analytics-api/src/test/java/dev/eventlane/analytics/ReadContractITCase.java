package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadContractITCase {
    private static final String A = "0195d6a0-0000-7000-8000-00000000000a";
    private static final String B = "0195d6a0-0000-7000-8000-00000000000b";
    private static final String C = "0195d6a0-0000-7000-8000-00000000000c";
    private static final String EMPTY = "{\"success\":true,\"data\":[]}";

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
    void an_event_is_read_whole_in_its_newest_version() throws Exception {
        insert(A, "conv", "event_a", "2026-03-27 12:00:00.123", "''", 5, 1, 0);
        api.execute("INSERT INTO events VALUES ('default', '" + A
                + "', 'conv', '{\"m\":1}', 'event_b', 'web', 'u', 1.5,"
                + " 'boom', 2.25, 'in 世界', 'out', [0.5, 1], [], '{ \"p\": [1.10] }', '2026-03-27 12:00:00.123',"
                + " '2026-03-27 12:00:01.000', 2, 0)");

        HttpResponse<String> answer = api.get("/event/" + A.toUpperCase(Locale.ROOT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"data\":{\"id\":\"" + A + "\",\"conversation_id\":\"conv\","
                        + "\"conversation_metadata\":\"{\\\"m\\\":1}\",\"event_name\":\"event_b\",\"source\":\"web\","
                        + "\"user_id\":\"u\",\"value\":1.5,\"error\":\"boom\",\"latency\":2.25,\"input\":\"in 世界\","
                        + "\"output\":\"out\",\"input_embeddings\":[0.5,1.0],\"output_embeddings\":[],"
                        + "\"properties\":{ \"p\": [1.10] },\"created_at\":\"2026-03-27T12:00:00.123Z\","
                        + "\"updated_at\":\"2026-03-27T12:00:01.000Z\"}}");
    }

    @Test
    void a_value_that_was_never_given_is_absent() throws Exception {
        insert(A, "conv", "event_a", "2026-03-27 12:00:00.000", "''", 5, 1, 0);

        assertThat(api.get("/event/" + A).body())
                .contains("\"user_id\":\"\",\"error\":\"\"")
                .doesNotContain("\"value\"");
    }

    @Test
    void a_deleted_event_and_an_event_of_another_project_are_not_found() throws Exception {
        insert(A, "conv", "event_a", "2026-03-27 12:00:00.000", "''", 5, 1, 0);
        insert(A, "conv", "event_a", "2026-03-27 12:00:00.000", "''", 5, 2, 1);
        api.execute("INSERT INTO events (project_id, id, conversation_id, created_at, version) VALUES ('other', '" + B
                + "', 'conv', now(), 1)");

        for (String id : new String[] {A, B, C}) {
            HttpResponse<String> answer = api.get("/event/" + id);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"event not found\"}");
        }
        assertThat(api.get("/events/conversation/conv").body()).isEqualTo(EMPTY);
        assertThat(api.get("/analytics/errors").body()).isEqualTo(EMPTY);
        assertThat(api.get("/analytics/latency").body()).isEqualTo(EMPTY);
        assertThat(api.get("/analytics/sessions/top-errors").body()).isEqualTo(EMPTY);
    }

    @Test
    void a_conversation_is_in_the_order_of_time_and_then_of_id() throws Exception {
        insert(C, "conv", "event_a", "2026-03-27 12:00:00.000", "''", 1, 1, 0);
        insert(B, "conv", "event_a", "2026-03-27 12:00:00.001", "''", 1, 1, 0);
        insert(A, "conv", "event_a", "2026-03-27 12:00:00.001", "''", 1, 1, 0);
        insert(randomId(), "other", "event_a", "2026-03-27 12:00:00.000", "''", 1, 1, 0);

        assertThat(ids(api.get("/events/conversation/conv").body())).isEqualTo(C + A + B);
    }

    @Test
    void a_conversation_is_paged_by_cursor_without_gap_or_repeat() throws Exception {
        for (int i = 0; i < 5; i++) {
            insert(
                    "0195d6a0-0000-7000-8000-00000000000" + i,
                    "conv",
                    "event_a",
                    "2026-03-27 12:00:00.00" + i / 2,
                    "''",
                    1,
                    1,
                    0);
        }
        StringBuilder seen = new StringBuilder();
        String path = "/events/conversation/conv?limit=2";
        int pages = 0;
        while (path != null) {
            String body = api.get(path).body();
            seen.append(ids(body));
            pages++;
            Matcher cursor = Pattern.compile("\"next_cursor\":\"([^\"]+)\"").matcher(body);
            path = cursor.find() ? "/events/conversation/conv?limit=2&cursor=" + cursor.group(1) : null;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(seen.toString())
                .isEqualTo(ids(api.get("/events/conversation/conv").body()));
    }

    @Test
    void a_conversation_of_more_than_ten_thousand_events_says_that_it_is_cut() throws Exception {
        api.execute(
                "INSERT INTO events (project_id, id, conversation_id, created_at, version)"
                        + " SELECT 'default', generateUUIDv7(number), 'long', toDateTime64(1800000000 + number, 3), 1 FROM numbers(10001)");

        String body = api.get("/events/conversation/long").body();

        assertThat(body).endsWith("],\"truncated\":true}");
        assertThat(ids(body)).hasSize(10_000 * 36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a b",
                "tab\tand\nline",
                "quo'te\"s",
                "back\\slash",
                "{p0:String}",
                "%41",
                "世界 🙂",
                "..",
                "+"
            })
    void any_conversation_id_is_found_by_its_text(String conversationId) throws Exception {
        String sql = conversationId.replace("\\", "\\\\").replace("'", "\\'");
        insert(A, sql, "event_a", "2026-03-27 12:00:00.000", "''", 1, 1, 0);
        String encoded =
                URLEncoder.encode(conversationId, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(ids(api.get("/events/conversation/" + encoded).body())).isEqualTo(A);
    }

    @Test
    void errors_are_counted_by_day_and_name_over_the_last_days() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        insert(randomId(), "c", "event_a", today + " 00:00:00.000", "'boom'", 1, 1, 0);
        insert(randomId(), "c", "event_a", today + " 00:00:00.000", "''", 1, 1, 0);
        insert(randomId(), "c", "event_b", today + " 00:00:00.000", "''", 1, 1, 0);
        insert(randomId(), "", "event_a", today.minusDays(6) + " 00:00:00.000", "'boom'", 1, 1, 0);
        insert(randomId(), "c", "event_a", today.minusDays(7) + " 23:59:59.999", "'boom'", 1, 1, 0);

        assertThat(api.get("/analytics/errors?event_name=event_a").body())
                .isEqualTo("{\"success\":true,\"data\":[" + count(today.minusDays(6), "event_a", 1, 1) + ","
                        + count(today, "event_a", 1, 2) + "]}");
        assertThat(api.get("/analytics/errors?event_name=event_a&event_name=event_b&days=1")
                        .body())
                .isEqualTo("{\"success\":true,\"data\":[" + count(today, "event_a", 1, 2) + ","
                        + count(today, "event_b", 0, 1) + "]}");
        assertThat(api.get("/analytics/errors?days=8&event_name=event_a").body())
                .contains(count(today.minusDays(7), "event_a", 1, 1));
    }

    @Test
    void errors_between_two_times_take_the_first_and_leave_the_second() throws Exception {
        insert(randomId(), "c", "event_a", "2024-01-09 12:00:00.000", "'boom'", 1, 1, 0);
        insert(randomId(), "c", "event_a", "2024-01-09 13:00:00.000", "'boom'", 1, 1, 0);

        assertThat(api.get("/analytics/errors?from=2024-01-09T12:00:00Z&to=2024-01-09T13:00:00Z")
                        .body())
                .isEqualTo("{\"success\":true,\"data\":[" + count(LocalDate.of(2024, 1, 9), "event_a", 1, 1) + "]}");
    }

    @Test
    void latency_is_the_interpolated_p95_of_session_and_name_slowest_first() throws Exception {
        for (int i = 1; i <= 4; i++) {
            insert(randomId(), "slow", "event_a", "2026-03-27 12:00:00.000", "''", 100 * i, 1, 0);
        }
        insert(randomId(), "fast", "event_a", "2026-03-27 12:00:00.000", "''", 1, 1, 0);
        insert(randomId(), "slow", "event_b", "2026-03-27 12:00:00.000", "''", 2, 1, 0);
        insert(randomId(), "", "event_a", "2026-03-27 12:00:00.000", "''", 9_999, 1, 0);

        assertThat(api.get("/analytics/latency?limit=2").body())
                .isEqualTo(
                        "{\"success\":true,\"data\":["
                                + "{\"conversation_id\":\"slow\",\"event_name\":\"event_a\",\"p95_latency\":385.0,\"event_count\":4},"
                                + "{\"conversation_id\":\"slow\",\"event_name\":\"event_b\",\"p95_latency\":2.0,\"event_count\":1}]}");
    }

    @Test
    void sessions_are_ranked_by_error_rate_and_then_by_size() throws Exception {
        insert(randomId(), "half", "event_a", "2026-03-27 12:00:00.000", "'boom'", 1, 1, 0);
        insert(randomId(), "half", "event_a", "2026-03-27 12:00:00.000", "''", 1, 1, 0);
        insert(randomId(), "all", "event_a", "2026-03-27 12:00:00.000", "'boom'", 1, 1, 0);
        for (int i = 0; i < 4; i++) {
            insert(
                    randomId(),
                    "large-half",
                    "event_a",
                    "2026-03-27 12:00:00.000",
                    i % 2 == 0 ? "'boom'" : "''",
                    1,
                    1,
                    0);
        }

        assertThat(api.get("/analytics/sessions/top-errors").body())
                .isEqualTo("{\"success\":true,\"data\":["
                        + "{\"conversation_id\":\"all\",\"total_events\":1,\"error_events\":1,\"error_rate\":1.0},"
                        + "{\"conversation_id\":\"large-half\",\"total_events\":4,\"error_events\":2,\"error_rate\":0.5},"
                        + "{\"conversation_id\":\"half\",\"total_events\":2,\"error_events\":1,\"error_rate\":0.5}]}");
        assertThat(api.get("/analytics/sessions/top-errors?source=nowhere").body())
                .isEqualTo(EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/event/7                                 | id must be a UUID",
                "/analytics/latency?limit=0               | limit must be a positive integer",
                "/analytics/latency?limit=-1              | limit must be a positive integer",
                "/analytics/latency?limit=ten             | limit must be a positive integer",
                "/analytics/latency?limit=10001           | limit must be at most 10000",
                "/analytics/sessions/top-errors?limit=1.5 | limit must be a positive integer",
                "/analytics/errors?days=0                 | days must be a positive integer",
                "/analytics/errors?days=3651              | days must be at most 3650",
                "/analytics/errors?days=1&days=2          | days must be given once",
                "/analytics/errors?from=yesterday         | from must be an RFC 3339 time such as 2026-03-27T12:00:00Z",
                "/analytics/errors?from=2026-03-27T12:00:00Z&days=1 | days must not be given together with from or to",
                "/analytics/errors?from=2026-03-27T12:00:00Z&to=2026-03-27T12:00:00Z | from must be before to",
                "/analytics/errors?even_name=a            | unknown parameter; it must be one of: days, event_name, from, properties.<path>, source, to",
                "/events/conversation/c?cursor=nonsense   | cursor must be a next_cursor of an earlier answer",
                "/events/conversation/c?limit=0           | limit must be a positive integer",
                "/events/conversation/%ff                 | conversation_id must be percent-encoded UTF-8",
                "/analytics/errors?from=%2B999999999-01-01T00:00:00Z | from must be an RFC 3339 time such as 2026-03-27T12:00:00Z",
                "/analytics/errors?from=1899-01-01T00:00:00Z | from must lie between the years 1900 and 2299",
            })
    void a_broken_rule_is_named(String path, String error) throws Exception {
        HttpResponse<String> answer = api.get(path);

        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + error + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static void insert(
            String id,
            String conversation,
            String name,
            String createdAt,
            String error,
            int latency,
            int version,
            int deleted)
            throws Exception {
        api.execute(
                "INSERT INTO events (project_id, id, conversation_id, event_name, error, latency, created_at, updated_at,"
                        + " version, is_deleted, properties) VALUES ('default', '" + id + "', '" + conversation + "', '"
                        + name + "', "
                        + error + ", " + latency + ", '" + createdAt + "', '" + createdAt + "', " + version + ", "
                        + deleted
                        + ", '{}')");
    }

    private static String randomId() {
        return UUID.randomUUID().toString();
    }

    private static String count(LocalDate date, String name, int errors, int total) {
        return "{\"date\":\"" + date + "\",\"event_name\":\"" + name + "\",\"error_count\":" + errors
                + ",\"total_count\":" + total + "}";
    }

    /** The IDs of the events of an answer, one after the other. */
    private static String ids(String body) {
        StringBuilder ids = new StringBuilder();
        Matcher matcher = Pattern.compile("\\{\"id\":\"([^\"]+)\"").matcher(body);
        while (matcher.find()) {
            ids.append(matcher.group(1));
        }
        return ids.toString();
    }
}
