package dev.eventlane.ingest;

import static dev.eventlane.http.access.TestKeys.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes with the keys of two projects. */
class ProjectsITCase {
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
    private static final String COLLECT =
            "{\"event_type\":\"x\",\"source\":\"s\",\"created_at\":\"2026-03-27T12:00:00Z\"}";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static IngestFixture ingest;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start(folder);
        String keys = String.join(
                ";",
                line("probe", "probe", "write", "key-probe"),
                line("shop", "shop", "read,write", "key-shop"),
                line("blog", "blog", "read,write", "key-blog"),
                line("reader", "shop", "read", "key-reader"),
                line("few", "few", "write", "key-few") + " quota=2/d",
                line("batches", "batches", "write", "key-batches") + " quota=5/d");
        ingest = IngestFixture.start(kafka, "projects", Map.of("API_KEYS", keys), "key-probe");
    }

    @AfterAll
    static void stop() {
        ingest.close();
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /event",
                "POST   | /event/",
                "PUT    | /event/ID",
                "DELETE | /event/ID",
                "POST   | /events",
            })
    void every_write_belongs_to_the_project_of_its_key(String method, String path) throws Exception {
        UUID id = UUID.randomUUID();
        String body = path.equals("/events")
                ? COLLECT
                : method.equals("POST") ? CREATE.replace("{", "{\"id\":\"" + id + "\",") : "{\"latency\":1}";
        long before = count("shop") + count("blog");

        assertThat(send(method, path.replace("ID", id.toString()), body, "key-shop")
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(method, path.replace("ID", id.toString()), body, "key-blog")
                        .statusCode())
                .isEqualTo(202);

        List<Operation> operations = ingest.operations();
        assertThat(operations.stream()
                        .filter(operation -> path.equals("/events")
                                || operation.key().eventId().equals(id))
                        .map(operation -> operation.key().projectId()))
                .contains("shop", "blog");
        assertThat(count("shop") + count("blog")).isEqualTo(before + 2);
    }

    @Test
    void an_idempotency_key_means_nothing_in_another_project() throws Exception {
        String key = "same-" + UUID.randomUUID();
        UUID shop = id(ingest.send("POST", "/event", CREATE, "X-API-Key", "key-shop", "Idempotency-Key", key));
        UUID blog = id(ingest.send("POST", "/event", CREATE, "X-API-Key", "key-blog", "Idempotency-Key", key));

        assertThat(id(ingest.send("POST", "/event", CREATE, "X-API-Key", "key-shop", "Idempotency-Key", key)))
                .isEqualTo(shop)
                .isNotEqualTo(blog);
        assertThat(ingest.operations().stream()
                        .filter(operation ->
                                List.of(shop, blog).contains(operation.key().eventId()))
                        .map(Operation::operationId)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void nothing_is_written_without_the_right_to() throws Exception {
        long before = ingest.operations().size();

        HttpResponse<String> reader = send("POST", "/events", COLLECT, "key-reader");
        HttpResponse<String> unknown = send("POST", "/event/", CREATE, "key-nobody-has");
        HttpResponse<String> none = ingest.send("DELETE", "/event/" + UUID.randomUUID(), null);

        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(reader.body()).isEqualTo("{\"error\":\"the API key lacks the right to write\"}");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo("{\"success\":false,\"error\":\"the API key is not known\"}");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(ingest.operations()).hasSize((int) before);
    }

    @Test
    void beyond_the_quota_nothing_is_written_and_what_was_invalid_did_not_count() throws Exception {
        assertThat(send("POST", "/event", "{}", "key-few").statusCode()).isEqualTo(400);
        assertThat(send("POST", "/event", CREATE, "key-few").statusCode()).isEqualTo(202);
        HttpResponse<String> second = send("POST", "/events", COLLECT, "key-few");
        HttpResponse<String> third = send("POST", "/events", COLLECT, "key-few");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.headers().firstValue("X-RateLimit-Limit")).hasValue("2");
        assertThat(second.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.body()).isEqualTo("{\"error\":\"quota of 2/d events is used up; send this again later\"}");
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(count("few")).isEqualTo(2);
    }

    @Test
    void a_batch_counts_its_items_and_is_taken_whole_or_not_at_all() throws Exception {
        String three = "[" + String.join(",", CREATE, CREATE, CREATE) + "]";
        HttpResponse<String> first = send("POST", "/events/batch", three, "key-batches");
        HttpResponse<String> second = send("POST", "/events/batch", three, "key-batches");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).startsWith("{\"accepted\":3,\"rejected\":0,");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("2");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body())
                .isEqualTo("{\"success\":false,\"error\":\"quota of 5/d events is used up; send this again later\"}");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(count("batches")).isEqualTo(3);
    }

    @Test
    void every_item_of_a_batch_belongs_to_the_project_of_its_key() throws Exception {
        UUID id = UUID.randomUUID();
        String items = "[" + CREATE.replace("{", "{\"id\":\"" + id + "\",") + ",{\"operation\":\"update\",\"id\":\""
                + id + "\",\"latency\":1},{\"operation\":\"delete\",\"id\":\"" + id + "\"}]";

        assertThat(send("POST", "/events/batch", items, "key-blog").statusCode())
                .isEqualTo(202);
        assertThat(ingest.operations().stream()
                        .filter(operation -> operation.key().eventId().equals(id))
                        .map(operation -> operation.key().projectId()))
                .containsExactly("blog", "blog", "blog");
    }

    @Test
    void a_page_of_another_origin_may_ask_before_it_sends_its_key() {
        HttpResponse<String> preflight = ingest.send("OPTIONS", "/event/", null, "Origin", "https://app.example");
        HttpResponse<String> refused = ingest.send("GET", "/analytics/errors", null, "Origin", "https://app.example");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("Authorization, X-API-Key");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(refused.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining");
    }

    private static HttpResponse<String> send(String method, String path, String body, String key) {
        return ingest.send(method, path, body, "Authorization", "Bearer " + key);
    }

    private static long count(String project) throws Exception {
        return ingest.operations().stream()
                .filter(operation -> operation.key().projectId().equals(project))
                .count();
    }

    private static UUID id(HttpResponse<String> answer) {
        Matcher matcher = ID.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return UUID.fromString(matcher.group(1));
    }
}
