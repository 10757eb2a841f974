package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterContractITCase {
    private static final String EVENT = "0195d6a0-0000-7000-8000-00000000000a";
    private static final String OPERATION = "0195d6a0-0000-7000-8000-00000000000b";

    @TempDir
    static Path folder;

    private static AnalyticsFixture api;
    private static Instant today;

    @BeforeAll
    static void start() throws Exception {
        // The tables forget what is older than 90 days.
        today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        api = AnalyticsFixture.start(folder);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @AfterEach
    void empty() throws Exception {
        api.execute("TRUNCATE TABLE dead_letters");
        api.execute("TRUNCATE TABLE dead_letter_replays");
    }

    @Test
    void dead_letters_are_read_whole_and_newest_first() throws Exception {
        insert(
                1,
                7,
                "CREATE_MISSING",
                "default",
                "'" + EVENT + "'",
                "update",
                "'" + OPERATION + "'",
                "{\"a\":\"世界\"}",
                0);
        insert(2, 8, "MALFORMED", "", "NULL", "", "NULL", "{\"a\\\\", 1);
        api.execute(
                "INSERT INTO dead_letter_replays VALUES (" + time(1) + ", 'events', 3, 7, " + time(100) + ", 3, 50)");

        HttpResponse<String> answer = api.get("/dead-letters");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"data\":[{\"received_at\":\"" + text(2) + "\",\"reason\":\"MALFORMED\","
                        + "\"detail\":\"why\",\"topic\":\"events\",\"partition\":3,\"offset\":8,\"key\":\"k\","
                        + "\"value\":\"{\\\"a\\\\\",\"value_truncated\":true,\"replayed_at\":null},"
                        + "{\"received_at\":\"" + text(1) + "\",\"reason\":\"CREATE_MISSING\",\"detail\":\"why\","
                        + "\"topic\":\"events\",\"partition\":3,\"offset\":7,\"project_id\":\"default\",\"event_id\":\""
                        + EVENT + "\",\"operation\":\"update\",\"operation_id\":\"" + OPERATION + "\",\"key\":\"k\","
                        + "\"value\":\"{\\\"a\\\":\\\"世界\\\"}\",\"value_truncated\":false,\"replayed_at\":\""
                        + text(100) + "\"}]}");
    }

    @Test
    void a_row_of_an_earlier_release_is_shown_with_what_it_says() throws Exception {
        api.execute("INSERT INTO dead_letters (received_at, reason, detail, kafka_topic, kafka_partition, kafka_offset,"
                + " record_key, record_value) VALUES (" + time(1) + ", 'MALFORMED', 'why', 'events', 0, 1, '', 'x')");

        assertThat(api.get("/dead-letters").body())
                .isEqualTo("{\"success\":true,\"data\":[{\"received_at\":\"" + text(1) + "\",\"reason\":\"MALFORMED\","
                        + "\"detail\":\"why\",\"topic\":\"events\",\"partition\":0,\"offset\":1,\"key\":\"\","
                        + "\"value\":\"x\",\"value_truncated\":false,\"replayed_at\":null}]}");
    }

    @Test
    void the_trace_of_the_request_is_shown() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        api.execute("INSERT INTO dead_letters (received_at, reason, detail, kafka_topic, kafka_partition, kafka_offset,"
                + " record_key, record_value, trace_id) VALUES (" + time(1)
                + ", 'MALFORMED', 'why', 'events', 0, 1, '',"
                + " 'x', '" + trace + "')");

        assertThat(api.get("/dead-letters").body())
                .isEqualTo("{\"success\":true,\"data\":[{\"received_at\":\"" + text(1) + "\",\"reason\":\"MALFORMED\","
                        + "\"detail\":\"why\",\"topic\":\"events\",\"partition\":0,\"offset\":1,\"trace_id\":\"" + trace
                        + "\",\"key\":\"\",\"value\":\"x\",\"value_truncated\":false,\"replayed_at\":null}]}");
    }

    @Test
    void one_that_was_written_and_replayed_repeatedly_is_one_with_its_last_replay() throws Exception {
        for (int i = 0; i < 3; i++) {
            insert(1, 7);
            api.execute("INSERT INTO dead_letter_replays VALUES (" + time(1) + ", 'events', 3, 7, "
                    + time(i == 1 ? 300 : 200) + ", 3, 50)");
        }

        String body = api.get("/dead-letters").body();

        assertThat(offsets(body)).containsExactly(7);
        assertThat(body).contains("\"replayed_at\":\"" + text(300) + "\"");
    }

    @Test
    void a_replay_is_shown_at_the_very_record_that_was_replayed() throws Exception {
        insert(1, 7);
        insert(1, 8);
        insert(2, 7);
        api.execute("INSERT INTO dead_letter_replays VALUES (" + time(1) + ", 'events', 3, 7, " + time(9) + ", 3, 50)");
        api.execute("INSERT INTO dead_letter_replays VALUES (" + time(1) + ", 'other', 3, 8, " + time(9) + ", 3, 50)");

        assertThat(Pattern.compile("\"replayed_at\":([^}]*)")
                        .matcher(api.get("/dead-letters").body())
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly("null", "null", "\"" + text(9) + "\"");
    }

    @Test
    void what_belongs_to_another_project_is_not_shown() throws Exception {
        insert(1, 1, "MALFORMED", "other", "'" + EVENT + "'", "", "NULL", "secret", 0);
        insert(2, 2, "MALFORMED", "default", "NULL", "", "NULL", "mine", 0);
        insert(3, 3, "MALFORMED", "", "NULL", "", "NULL", "nobody", 0);

        assertThat(offsets(api.get("/dead-letters").body())).containsExactly(3, 2);
        assertThat(api.get("/dead-letters?event_id=" + EVENT).body()).isEqualTo("{\"success\":true,\"data\":[]}");
    }

    @Test
    void they_are_found_by_reason_event_and_time() throws Exception {
        insert(1, 1, "MALFORMED", "default", "'" + EVENT + "'", "", "NULL", "x", 0);
        insert(2, 2, "CREATE_MISSING", "default", "'" + EVENT + "'", "", "NULL", "x", 0);
        insert(3, 3, "TOO_MANY_WAITING", "default", "'" + OPERATION + "'", "", "NULL", "x", 0);

        assertThat(offsets(api.get("/dead-letters?reason=MALFORMED").body())).containsExactly(1);
        assertThat(offsets(api.get("/dead-letters?reason=MALFORMED&reason=TOO_MANY_WAITING")
                        .body()))
                .containsExactly(3, 1);
        assertThat(offsets(api.get("/dead-letters?event_id=" + EVENT).body())).containsExactly(2, 1);
        assertThat(offsets(api.get("/dead-letters?from=" + text(2)).body())).containsExactly(3, 2);
        assertThat(offsets(api.get("/dead-letters?to=" + text(2)).body())).containsExactly(1);
        assertThat(offsets(api.get("/dead-letters?event_id=" + EVENT + "&reason=CREATE_MISSING&from=" + text(2) + "&to="
                                + text(3))
                        .body()))
                .containsExactly(2);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() throws Exception {
        for (int i = 0; i < 7; i++) {
            // Some of the same millisecond.
            insert(i / 3, i);
        }
        List<Integer> seen = new ArrayList<>();
        String path = "/dead-letters?limit=2";
        int pages = 0;
        while (path != null) {
            String body = api.get(path).body();
            seen.addAll(offsets(body));
            pages++;
            Matcher cursor = Pattern.compile("\"next_cursor\":\"([^\"]+)\"").matcher(body);
            path = cursor.find() ? "/dead-letters?limit=2&cursor=" + cursor.group(1) : null;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen).containsExactly(6, 5, 4, 3, 2, 1, 0);
    }

    @Test
    void without_a_limit_a_page_has_a_hundred() throws Exception {
        api.execute("INSERT INTO dead_letters (received_at, reason, kafka_topic, kafka_offset) SELECT " + time(1)
                + ", 'MALFORMED', 'events', number FROM numbers(101)");

        String body = api.get("/dead-letters").body();

        assertThat(offsets(body))
                .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> 101 - i).toList());
        assertThat(body).contains("\"next_cursor\"");
        assertThat(offsets(api.get("/dead-letters?limit=10000").body())).hasSize(101);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0         | limit must be a positive integer",
                "limit=10001     | limit must be at most 10000",
                "reason=malform  | reason must be the name of a reason such as CREATE_MISSING",
                "event_id=7      | event_id must be a UUID",
                "from=yesterday  | from must be an RFC 3339 time such as 2026-03-27T12:00:00Z",
                "from=2026-03-27T12:00:00Z&to=2026-03-27T12:00:00Z | from must be before to",
                "cursor=nonsense | cursor must be a next_cursor of an earlier answer",
                "cursor=MS9ldmVudHMvMC94 | cursor must be a next_cursor of an earlier answer",
                "project_id=other | unknown parameter; it must be one of: cursor, event_id, from, limit, reason, to",
            })
    void a_broken_rule_is_named(String query, String error) throws Exception {
        HttpResponse<String> answer = api.get("/dead-letters?" + query);

        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + error + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static void insert(int milli, int offset) throws Exception {
        insert(milli, offset, "MALFORMED", "", "NULL", "", "NULL", "x", 0);
    }

    private static void insert(
            int milli,
            int offset,
            String reason,
            String project,
            String event,
            String operation,
            String operationId,
            String value,
            int truncated)
            throws Exception {
        api.execute("INSERT INTO dead_letters (received_at, reason, detail, kafka_topic, kafka_partition, kafka_offset,"
                + " record_key, record_value, project_id, event_id, operation, operation_id, value_truncated) VALUES ("
                + time(milli) + ", '" + reason + "', 'why', 'events', 3, " + offset + ", 'k', '" + value + "', '"
                + project + "', " + event + ", '" + operation + "', " + operationId + ", " + truncated + ")");
    }

    private static String time(int milli) {
        return "'" + text(milli).replace('T', ' ').replace("Z", "") + "'";
    }

    /** So many milliseconds after the day began, as it is shown. */
    private static String text(int milli) {
        return today.toString().replace("00Z", "00.%03dZ".formatted(milli));
    }

    private static List<Integer> offsets(String body) {
        return Pattern.compile("\"offset\":(\\d+)")
                .matcher(body)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }
}
