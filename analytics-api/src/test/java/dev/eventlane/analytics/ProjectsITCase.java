package dev.eventlane.analytics;

import static dev.eventlane.http.access.TestKeys.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads with the keys of two projects, of which one has events of the same IDs, names and conversations, and the other one more. */
class ProjectsITCase {
    private static final String SAME = "0195d6a0-0000-7000-8000-000000000001";
    private static final String ONLY_SHOP = "0195d6a0-0000-7000-8000-000000000002";

    @TempDir
    static Path folder;

    private static AnalyticsFixture api;
    private static Instant now;

    @BeforeAll
    static void start() throws Exception {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        api = AnalyticsFixture.start(
                folder,
                Map.of(
                        "API_KEYS",
                        line("shop", "shop", "read", "key-shop") + ";" + line("blog", "blog", "read", "key-blog") + ";"
                                + line("writer", "shop", "write", "key-writer")));
        insert("shop", SAME, "of shop", "'boom'", 100);
        insert("shop", ONLY_SHOP, "of shop", "'boom'", 100);
        insert("blog", SAME, "of blog", "''", 5);
        deadLetter("shop", 1);
        deadLetter("blog", 2);
        deadLetter("", 3);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void an_event_is_that_of_the_own_project() throws Exception {
        assertThat(get("/event/" + SAME, "key-shop").body()).contains("of shop").doesNotContain("of blog");
        assertThat(get("/event/" + SAME, "key-blog").body()).contains("of blog").doesNotContain("of shop");
    }

    @Test
    void an_event_of_another_project_is_as_if_there_were_none() throws Exception {
        HttpResponse<String> elsewhere = get("/event/" + ONLY_SHOP, "key-blog");
        HttpResponse<String> nowhere = get("/event/0195d6a0-0000-7000-8000-0000000000ff", "key-blog");

        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(elsewhere.body())
                .isEqualTo(nowhere.body())
                .isEqualTo("{\"success\":false,\"error\":\"event not found\"}");
        assertThat(elsewhere.headers().map().keySet())
                .isEqualTo(nowhere.headers().map().keySet());
    }

    @Test
    void conversations_and_counts_are_those_of_the_own_project() throws Exception {
        String day = now.toString().substring(0, 10);
        assertThat(get("/events/conversation/c", "key-blog").body())
                .contains("of blog")
                .doesNotContain("of shop");
        assertThat(get("/events/conversation/c?limit=1", "key-blog").body()).doesNotContain("next_cursor");
        assertThat(get("/analytics/errors", "key-blog").body())
                .isEqualTo("{\"success\":true,\"data\":[{\"date\":\"" + day
                        + "\",\"event_name\":\"a\",\"error_count\":0,\"total_count\":1}]}");
        assertThat(get("/analytics/errors", "key-shop").body())
                .isEqualTo("{\"success\":true,\"data\":[{\"date\":\"" + day
                        + "\",\"event_name\":\"a\",\"error_count\":2,\"total_count\":2}]}");
        assertThat(get("/analytics/latency", "key-blog").body())
                .isEqualTo(
                        "{\"success\":true,\"data\":[{\"conversation_id\":\"c\",\"event_name\":\"a\",\"p95_latency\":5.0,\"event_count\":1}]}");
        assertThat(get("/analytics/sessions/top-errors", "key-blog").body())
                .isEqualTo(
                        "{\"success\":true,\"data\":[{\"conversation_id\":\"c\",\"total_events\":1,\"error_events\":0,\"error_rate\":0.0}]}");
    }

    @Test
    void a_cursor_of_another_project_leads_nowhere_else() throws Exception {
        String cursor = get("/events/conversation/c?limit=1", "key-shop")
                .body()
                .replaceAll(".*\"next_cursor\":\"([^\"]+)\".*", "$1");

        assertThat(get("/events/conversation/c?cursor=" + cursor, "key-blog").body())
                .doesNotContain("of shop");
    }

    @Test
    void dead_letters_are_those_of_the_own_project_and_what_tells_none_is_nobodys() throws Exception {
        assertThat(get("/dead-letters", "key-shop").body())
                .contains("\"offset\":1,")
                .doesNotContain("\"offset\":2,")
                .doesNotContain("\"offset\":3,");
        assertThat(get("/dead-letters", "key-blog").body())
                .contains("\"offset\":2,")
                .doesNotContain("\"offset\":1,")
                .doesNotContain("\"offset\":3,");
        assertThat(get("/dead-letters?event_id=" + ONLY_SHOP, "key-blog").body())
                .isEqualTo("{\"success\":true,\"data\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/event/" + SAME,
                "/events/conversation/c",
                "/analytics/errors",
                "/analytics/latency",
                "/analytics/sessions/top-errors",
                "/dead-letters",
                "/nothing"
            })
    void nothing_is_read_without_a_key_that_may(String path) throws Exception {
        assertThat(api.get(path).statusCode()).isEqualTo(401);
        assertThat(get(path, "key-nobody-has").statusCode()).isEqualTo(401);
        assertThat(get(path, "key-writer").statusCode()).isEqualTo(403);
    }

    @Test
    void it_tells_everybody_whether_it_is_ready() throws Exception {
        HttpResponse<String> ready = await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/ready"), answer -> answer.statusCode() == 200);

        assertThat(ready.body())
                .isEqualTo("{\"success\":true,\"message\":\"ready\",\"data\":{\"clickhouse\":\"ready\","
                        + "\"flink_job\":\"unknown: FLINK_REST_URL is not set\"}}");
    }

    private static HttpResponse<String> get(String path, String key) throws Exception {
        return api.get(path, "X-API-Key", key);
    }

    private static void insert(String project, String id, String input, String error, int latency) throws Exception {
        String time = "'" + now.toString().replace('T', ' ').replace("Z", "") + "'";
        api.execute(
                "INSERT INTO events (project_id, id, conversation_id, event_name, input, error, latency, created_at,"
                        + " updated_at, version) VALUES ('" + project + "', '" + id + "', 'c', 'a', '" + input + "', "
                        + error
                        + ", " + latency + ", " + time + ", " + time + ", 1)");
    }

    private static void deadLetter(String project, int offset) throws Exception {
        String time = "'" + now.toString().replace('T', ' ').replace("Z", "") + "'";
        api.execute("INSERT INTO dead_letters (received_at, reason, detail, kafka_topic, kafka_partition, kafka_offset,"
                + " record_key, record_value, project_id, event_id) VALUES (" + time
                + ", 'MALFORMED', 'why', 'events', 3, "
                + offset + ", 'k', 'x', '" + project + "', '" + (project.equals("blog") ? SAME : ONLY_SHOP) + "')");
    }
}
