package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchITCase {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String ID = "0195d6a0-0000-7000-8000-00000000000a";

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static IngestFixture ingest;

    /** An operation without the time at which it was accepted. */
    private record Seen(
            String name, UUID id, UUID operationId, String conversationId, Instant createdAt, EventFields fields) {
        static Seen of(Operation operation) {
            if (operation instanceof Operation.Create create) {
                return new Seen(
                        "create",
                        create.key().eventId(),
                        create.operationId(),
                        create.conversationId(),
                        create.createdAt(),
                        create.fields());
            }
            EventFields changes = operation instanceof Operation.Update update ? update.changes() : null;
            return new Seen(operation.name(), operation.key().eventId(), operation.operationId(), null, null, changes);
        }
    }

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
        ingest = IngestFixture.start(
                kafka,
                "batches",
                Map.of("MAX_BODY_BYTES", "2KiB", "MAX_BATCH_BYTES", "200KiB", "MAX_BATCH_ITEMS", "100"));
    }

    @AfterAll
    static void stop() {
        ingest.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, NDJSON})
    void every_item_has_its_verdict_in_order_and_what_is_accepted_is_in_kafka_as_it_was_sent(String type)
            throws Exception {
        List<UUID> ids = IntStream.range(0, 6).mapToObj(i -> UUID.randomUUID()).toList();
        UUID operationId = UUID.randomUUID();
        List<String> items = List.of(
                "{\"id\":\"%s\",\"operation_id\":\"%s\",\"conversation_id\":\"c\",\"event_name\":\"a\",\"created_at\":\"2026-03-27T12:00:00+01:00\",\"properties\":{\"a\":[1, 2.50]}}"
                        .formatted(ids.get(0), operationId),
                "{\"operation\":\"create\",\"conversation_id\":\"c\",\"event_name\":\"a\",\"latency\":-1}",
                "{\"operation\":\"update\",\"id\":\"%s\",\"operation_id\":\"%s\",\"latency\":2}"
                        .formatted(ids.get(2), ids.get(2)),
                "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(2_048) + "\"}",
                "{\"operation\":\"delete\",\"id\":\"%s\",\"operation_id\":\"%s\"}".formatted(ids.get(4), ids.get(4)),
                "7",
                "{\"operation\":\"update\",\"latency\":2}",
                "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"colour\":1}",
                "{\"operation\":\"purge\",\"id\":\"" + ID + "\"}");
        HttpResponse<String> answer = ingest.post("/events/batch", type, body(type, items));

        assertThat(answer.body())
                .isEqualTo("{\"accepted\":3,\"rejected\":6,\"retry\":0,\"results\":["
                        + accepted(0, ids.get(0)) + ","
                        + rejected(1, "latency must be >= 0") + ","
                        + accepted(2, ids.get(2)) + ","
                        + rejected(3, "item must be at most 2048 bytes") + ","
                        + accepted(4, ids.get(4)) + ","
                        + rejected(5, "item must be a JSON object") + ","
                        + rejected(6, "id is required") + ","
                        + rejected(7, "unknown field \\\"colour\\\"") + ","
                        + rejected(8, "operation must be one of: create, update, delete") + "]}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(of(ids))
                .containsExactlyInAnyOrder(
                        new Seen(
                                "create",
                                ids.get(0),
                                operationId,
                                "c",
                                Instant.parse("2026-03-27T11:00:00Z"),
                                new EventFields(
                                        null,
                                        "a",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        "{\"a\":[1, 2.50]}")),
                        new Seen(
                                "update",
                                ids.get(2),
                                ids.get(2),
                                null,
                                null,
                                new EventFields(null, null, null, null, null, null, 2.0, null, null, null, null, null)),
                        new Seen("delete", ids.get(4), ids.get(4), null, null, null));
    }

    @Test
    void a_line_that_is_not_json_rejects_only_itself() throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer = ingest.post(
                "/events/batch",
                NDJSON + "; charset=utf-8",
                ("\r\n{\"conversation_id\":\n \n{\"id\":\"" + id
                                + "\",\"conversation_id\":\"c\",\"event_name\":\"a\"}\r\n"
                                + "{\"conversation_id\":\"\ud800\"}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":2,\"retry\":0,\"results\":["
                        + rejected(0, "item must be valid JSON (line 1, column 20)") + ","
                        + accepted(1, id) + ","
                        + rejected(2, "event_name is required") + "]}");
        assertThat(of(List.of(id))).hasSize(1);
    }

    @Test
    void an_array_that_is_no_json_as_a_whole_is_refused_with_nothing_of_it_sent() throws Exception {
        long before = ingest.count();
        HttpResponse<String> answer = ingest.post(
                "/events/batch",
                JSON,
                bytes("[{\"conversation_id\":\"c\",\"event_name\":\"a\"},{\"conversation_id\":c}]"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"success\":false,\"error\":\"body must be valid JSON (line 1, column 62)\"}");
        assertThat(ingest.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json     | []        | batch must hold at least one item",
                "application/x-ndjson | ` \n\r\n` | batch must hold at least one item",
                "application/x-ndjson | ``        | batch must hold at least one item",
                "application/json     | ``        | body must be a JSON array",
                "application/json     | {}        | body must be a JSON array",
            })
    void what_is_no_batch_is_refused(String type, String body, String error) {
        HttpResponse<String> answer = ingest.post("/events/batch", type, bytes(body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + error + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, NDJSON})
    void more_items_than_allowed_are_refused_with_nothing_of_them_sent(String type) throws Exception {
        List<String> items = IntStream.range(0, 101)
                .mapToObj(i -> "{\"conversation_id\":\"c\",\"event_name\":\"a\"}")
                .toList();
        long before = ingest.count();
        HttpResponse<String> refused = ingest.post("/events/batch", type, body(type, items));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).isEqualTo("{\"success\":false,\"error\":\"batch must hold at most 100 items\"}");
        assertThat(ingest.count()).isEqualTo(before);
        assertThat(ingest.post("/events/batch", type, body(type, items.subList(0, 100)))
                        .body())
                .startsWith("{\"accepted\":100,\"rejected\":0,\"retry\":0,");
    }

    @Test
    void a_batch_over_the_limit_is_413() {
        HttpResponse<String> answer = ingest.post("/events/batch", NDJSON, bytes("\n".repeat(200 * 1024 + 1)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"body must be at most 204800 bytes\"}");
    }

    @Test
    void another_type_is_415() {
        HttpResponse<String> answer = ingest.post("/events/batch", "text/csv", bytes("a,b"));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"success\":false,\"error\":\"Content-Type must be application/json or application/x-ndjson\"}");
    }

    @Test
    void operations_on_one_event_keep_their_order_in_a_batch() throws Exception {
        UUID id = UUID.randomUUID();
        List<String> items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"operation\":\"update\",\"id\":\"" + id + "\",\"latency\":" + i + "}")
                .toList();
        ingest.post("/events/batch", JSON, body(JSON, items));

        assertThat(of(List.of(id)).stream().map(seen -> seen.fields().latency()))
                .isEqualTo(IntStream.range(0, 100).asDoubleStream().boxed().toList());
    }

    @Test
    void a_batch_with_a_key_names_the_same_events_and_operations_when_it_is_sent_again() throws Exception {
        String key = "key-" + UUID.randomUUID();
        byte[] body = bytes("[{\"conversation_id\":\"" + key + "\",\"event_name\":\"a\"}," + "{\"conversation_id\":\""
                + key + "\",\"event_name\":\"b\"}]");
        String first =
                ingest.post("/events/batch", JSON, body, "Idempotency-Key", key).body();
        String second =
                ingest.post("/events/batch", JSON, body, "Idempotency-Key", key).body();

        List<Seen> seen = ingest.operations().stream()
                .map(Seen::of)
                .filter(operation -> key.equals(operation.conversationId()))
                .map(operation -> new Seen(
                        operation.name(), operation.id(), operation.operationId(), key, null, operation.fields()))
                .toList();
        assertThat(second).isEqualTo(first).startsWith("{\"accepted\":2,");
        assertThat(seen).hasSize(4);
        assertThat(seen.stream().distinct().collect(Collectors.groupingBy(one -> one.fields()
                        .eventName())))
                .hasSize(2)
                .allSatisfy((name, same) -> assertThat(same).hasSize(1));
    }

    @Test
    void a_key_that_is_too_long_is_refused() {
        HttpResponse<String> answer =
                ingest.post("/events/batch", JSON, bytes("[{}]"), "Idempotency-Key", "k".repeat(129));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"success\":false,\"error\":\"Idempotency-Key must be 1 to 128 characters long\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void what_is_compressed_is_taken_like_what_is_not(String coding) throws Exception {
        List<UUID> ids = IntStream.range(0, 3).mapToObj(i -> UUID.randomUUID()).toList();
        String create = "{\"id\":\"%s\",\"conversation_id\":\"c\",\"event_name\":\"a\"}";
        HttpResponse<String> array = ingest.post(
                "/events/batch",
                JSON,
                Coded.text(coding, "[" + create.formatted(ids.get(0)) + "]"),
                "Content-Encoding",
                coding);
        HttpResponse<String> lines = ingest.post(
                "/events/batch", NDJSON, Coded.text(coding, create.formatted(ids.get(1))), "Content-Encoding", coding);
        HttpResponse<String> single = ingest.post(
                "/event/", JSON, Coded.text(coding, create.formatted(ids.get(2))), "Content-Encoding", coding);

        assertThat(array.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":0,\"retry\":0,\"results\":[" + accepted(0, ids.get(0)) + "]}");
        assertThat(lines.body())
                .isEqualTo("{\"accepted\":1,\"rejected\":0,\"retry\":0,\"results\":[" + accepted(0, ids.get(1)) + "]}");
        assertThat(single.statusCode()).isEqualTo(202);
        assertThat(of(ids).stream().map(Seen::id)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, /event/, 2048",
        "zstd, /event/, 2048",
        "gzip, /events/batch, 204800",
        "zstd, /events/batch, 204800"
    })
    void a_bomb_is_413_and_nothing_of_it_is_sent(String coding, String path, int limit) throws Exception {
        byte[] bomb = Arrays.copyOf(Coded.bomb(coding, "[{\"conversation_id\":\"c\",\"event_name\":\"a\"},"), limit);
        long before = ingest.count();
        HttpResponse<String> answer = ingest.post(path, JSON, bomb, "Content-Encoding", coding);

        assertThat(answer.body())
                .isEqualTo("{\"success\":false,\"error\":\"body must be at most " + limit + " bytes\"}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(ingest.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"gzip, /event/", "zstd, /event/", "gzip, /events/batch", "zstd, /events/batch"})
    void a_compressed_body_that_is_damaged_is_400_and_nothing_of_it_is_sent(String coding, String path)
            throws Exception {
        byte[] body = Coded.text(coding, "[" + "{\"conversation_id\":\"c\",\"event_name\":\"a\"},".repeat(20) + "{}]");
        long before = ingest.count();
        HttpResponse<String> cut =
                ingest.post(path, JSON, Arrays.copyOf(body, body.length - 5), "Content-Encoding", coding);
        HttpResponse<String> other = ingest.post(path, JSON, bytes("[{}]"), "Content-Encoding", coding);

        assertThat(List.of(cut.statusCode(), other.statusCode())).containsExactly(400, 400);
        assertThat(List.of(cut.body(), other.body()))
                .containsOnly("{\"success\":false,\"error\":\"body must be valid " + coding + "\"}");
        assertThat(ingest.count()).isEqualTo(before);
    }

    @Test
    void codings_that_are_not_read_are_415_with_those_that_are() {
        for (String header : List.of("br", "gzip, zstd", "deflate")) {
            HttpResponse<String> answer = ingest.post("/events/batch", JSON, bytes("[]"), "Content-Encoding", header);

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"Content-Encoding must be one of: gzip, zstd, identity\"}");
            assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip, zstd, identity");
        }
    }

    private static List<Seen> of(List<UUID> ids) throws Exception {
        return ingest.operations().stream()
                .filter(operation -> operation.key().projectId().equals(EventKey.DEFAULT_PROJECT))
                .filter(operation -> ids.contains(operation.key().eventId()))
                .map(Seen::of)
                .toList();
    }

    private static byte[] body(String type, List<String> items) {
        return bytes(type.equals(JSON) ? "[" + String.join(",", items) + "]" : String.join("\n", items));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String accepted(int index, UUID id) {
        return "{\"index\":" + index + ",\"id\":\"" + id + "\",\"status\":\"accepted\"}";
    }

    private static String rejected(int index, String error) {
        return "{\"index\":" + index + ",\"status\":\"rejected\",\"error\":\"" + error + "\"}";
    }
}
