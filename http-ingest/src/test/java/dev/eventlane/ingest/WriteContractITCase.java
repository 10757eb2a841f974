package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FloatVector;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteContractITCase {
    private static final String ID = "0195d6a0-0000-7000-8000-00000000000a";
    private static final Pattern ACCEPTED = Pattern.compile(
            "\\{\"success\":true,\"message\":\"event (creation|update|deletion) queued\",\"data\":\\{\"id\":\"([0-9a-f-]{36})\"}}");

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static IngestFixture ingest;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
        ingest = IngestFixture.start(kafka, "contract", Map.of("MAX_BODY_BYTES", "200KiB"));
    }

    @AfterAll
    static void stop() {
        ingest.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event", "/event/"})
    void a_create_with_every_field_is_in_kafka_when_it_is_answered(String path) throws Exception {
        UUID id = UUID.randomUUID();
        HttpResponse<String> answer = ingest.send(
                "POST",
                path,
                """
                {"id":"%s","conversation_id":"conv_1","conversation_metadata":"{\\"tier\\":1}","event_name":"event_a",
                 "source":"web","user_id":"u1","value":1.5,"error":"boom","latency":150.5,"input":"Hello","output":"Hi",
                 "input_embeddings":[0.1,0.2],"output_embeddings":[],"properties":{"a":{"b":[1,2.50]}},
                 "created_at":"2026-03-27T12:00:00+01:00"}"""
                        .formatted(id));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"message\":\"event creation queued\",\"data\":{\"id\":\"" + id + "\"}}");
        Operation.Create create = (Operation.Create) only(id);
        assertThat(create.conversationId()).isEqualTo("conv_1");
        assertThat(create.createdAt()).isEqualTo(Instant.parse("2026-03-27T11:00:00Z"));
        assertThat(create.fields())
                .isEqualTo(new EventFields(
                        "{\"tier\":1}",
                        "event_a",
                        "web",
                        "u1",
                        1.5,
                        "boom",
                        150.5,
                        "Hello",
                        "Hi",
                        FloatVector.of(0.1f, 0.2f),
                        FloatVector.EMPTY,
                        "{\"a\":{\"b\":[1,2.50]}}"));
    }

    @Test
    void a_create_without_an_id_gets_a_time_ordered_one_and_the_time_of_now() throws Exception {
        Instant before = Instant.now();
        UUID id = accepted(ingest.send(
                "POST", "/event/", "{\"conversation_id\":\"c\",\"event_name\":\"event_a\",\"error\":null}"));

        Operation.Create create = (Operation.Create) only(id);
        assertThat(id.version()).isEqualTo(7);
        assertThat(create.createdAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(create.fields())
                .isEqualTo(
                        new EventFields(null, "event_a", null, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void an_update_carries_only_what_changes() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(accepted(ingest.send("PUT", "/event/" + id, "{\"error\":\"\",\"latency\":0,\"input\":null}")))
                .isEqualTo(id);

        assertThat(((Operation.Update) only(id)).changes())
                .isEqualTo(new EventFields(null, null, null, null, null, "", 0.0, null, null, null, null, null));
    }

    @Test
    void a_delete_needs_no_body() throws Exception {
        UUID id = UUID.randomUUID();
        assertThat(accepted(ingest.send("DELETE", "/event/" + id, null))).isEqualTo(id);

        assertThat(only(id)).isInstanceOf(Operation.Delete.class);
    }

    @Test
    void operations_on_one_event_are_in_one_partition_in_the_order_of_their_answers() throws Exception {
        UUID id = accepted(ingest.send("POST", "/event/", "{\"conversation_id\":\"c\",\"event_name\":\"a\"}"));
        for (int i = 0; i < 20; i++) {
            accepted(ingest.send("PUT", "/event/" + id, "{\"latency\":" + i + "}"));
        }
        accepted(ingest.send("DELETE", "/event/" + id, null));

        List<Operation> operations = of(id);
        assertThat(operations).hasSize(22);
        assertThat(operations.get(0)).isInstanceOf(Operation.Create.class);
        assertThat(operations.subList(1, 21).stream()
                        .map(operation ->
                                ((Operation.Update) operation).changes().latency())
                        .toList())
                .isEqualTo(IntStream.range(0, 20).asDoubleStream().boxed().toList());
        assertThat(operations.get(21)).isInstanceOf(Operation.Delete.class);
        assertThat(operations.stream().map(Operation::operationId).distinct()).hasSize(22);
    }

    @Test
    void the_collector_route_stores_an_event_outside_of_any_conversation() throws Exception {
        HttpResponse<String> answer = ingest.send(
                "POST",
                "/events",
                "{\"event_type\":\"page_view\",\"source\":\"landing\",\"user_id\":\"u-collector\",\"value\":1,"
                        + "\"created_at\":\"2026-03-27T12:00:00Z\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
        Operation.Create create = ingest.operations().stream()
                .filter(Operation.Create.class::isInstance)
                .map(Operation.Create.class::cast)
                .filter(created -> "u-collector".equals(created.fields().userId()))
                .findFirst()
                .orElseThrow();
        assertThat(create.key().projectId()).isEqualTo(EventKey.DEFAULT_PROJECT);
        assertThat(create.conversationId()).isEmpty();
        assertThat(create.createdAt()).isEqualTo(Instant.parse("2026-03-27T12:00:00Z"));
        assertThat(create.fields())
                .isEqualTo(new EventFields(
                        null, "page_view", "landing", "u-collector", 1.0, null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /event/ | ``                                                    | body must be a JSON object",
                "POST | /event/ | []                                                    | body must be a JSON object",
                "POST | /event/ | {\"conversation_id\":\"c\"                            | body must be valid JSON (line 1, column 23)",
                "POST | /event/ | {} {}                                                 | body must be one JSON object, with nothing after it",
                "POST | /event/ | {}                                                    | conversation_id is required",
                "POST | /event/ | {\"conversation_id\":\"c\"}                           | event_name is required",
                "POST | /event/ | {\"conversation_id\":null,\"event_name\":\"a\"}       | conversation_id is required",
                "POST | /event/ | {\"conversation_id\":\"\",\"event_name\":\"a\"}       | conversation_id must be 1 to 256 characters long",
                "POST | /event/ | {\"conversation_id\":7,\"event_name\":\"a\"}          | conversation_id must be a string",
                "POST | /event/ | {\"conversation_id\":\"c\",\"event_name\":\"\"}       | event_name must be 1 to 128 characters long",
                "POST | /event/ | {\"conversation_id\":\"c\",\"event_name\":\"a b\"}    | event_name must consist of letters, digits and _ . : -",
                "POST | /event/ | {\"conversation_id\":\"c\",\"conversation_id\":\"d\"} | body must be valid JSON (line 1, column 41)",
                "POST | /event/ | {BASE,\"latencyy\":1}          | unknown field \"latencyy\"",
                "POST | /event/ | {BASE,\"latency\":-0.1}        | latency must be >= 0",
                "POST | /event/ | {BASE,\"latency\":\"1\"}       | latency must be a number",
                "POST | /event/ | {BASE,\"latency\":1e999}       | latency must be a finite number",
                "POST | /event/ | {BASE,\"value\":true}          | value must be a number",
                "POST | /event/ | {BASE,\"id\":\"1\"}            | id must be a UUID",
                "POST | /event/ | {BASE,\"input\":{}}            | input must be a string",
                "POST | /event/ | {BASE,\"input_embeddings\":1}  | input_embeddings must be an array of numbers",
                "POST | /event/ | {BASE,\"properties\":[]}       | properties must be an object",
                "POST | /event/ | {BASE,\"created_at\":\"2026\"} | created_at must be an RFC 3339 time such as 2026-03-27T12:00:00Z",
                "POST | /event/ | {BASE,\"created_at\":\"2099-01-01T00:00:00Z\"} | created_at must be at most 24 h in the future",
                "POST | /event/ | {BASE,\"created_at\":\"1969-12-31T23:59:59Z\"} | created_at must not be before 1970-01-01T00:00:00Z",
                "PUT  | /event/ID | {}                           | body must give at least one field to change",
                "PUT  | /event/ID | {\"error\":null}             | body must give at least one field to change",
                "PUT  | /event/ID | {\"conversation_id\":\"d\"}  | conversation_id cannot be changed",
                "PUT  | /event/ID | {\"colour\":\"d\"}           | unknown field \"colour\"",
                "PUT  | /event/ID | {\"latency\":-1}             | latency must be >= 0",
                "PUT  | /event/7  | {\"latency\":1}              | id must be a UUID",
                "DELETE | /event/7 | ``                          | id must be a UUID",
            })
    void a_broken_rule_is_named_in_the_form_of_the_event_family(String method, String path, String body, String error) {
        String json = body.replace("BASE", "\"conversation_id\":\"c\",\"event_name\":\"a\"");
        HttpResponse<String> answer = ingest.send(method, path.replace("ID", ID), json);

        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + error.replace("\"", "\\\"") + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                  | event_type is required",
                "{\"event_type\":\"x\"}                                              | source is required",
                "{\"event_type\":\"x\",\"source\":\"s\"}                             | created_at is required",
                "{\"event_type\":\"\",\"source\":\"s\",\"created_at\":\"2026-03-27T12:00:00Z\"} | event_type must be 1 to 128 characters long",
                "{\"event_type\":\"x\",\"latency\":1}                                | unknown field \"latency\"",
                "nonsense                                                            | body must be valid JSON (line 1, column 1)",
            })
    void a_broken_rule_is_named_in_the_form_of_the_collector(String body, String error) {
        HttpResponse<String> answer = ingest.send("POST", "/events", body);

        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error.replace("\"", "\\\"") + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_over_the_limit_is_413_whether_its_length_is_announced_or_not() {
        String body = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(200 * 1024) + "\"}";
        String error = "{\"success\":false,\"error\":\"body must be at most 204800 bytes\"}";

        HttpResponse<String> announced = ingest.send("POST", "/event/", body);
        HttpResponse<String> chunked = ingest.send(HttpRequest.newBuilder(ingest.uri("/event/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).isEqualTo(error);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).isEqualTo(error);
    }

    @Test
    void a_body_of_exactly_the_limit_is_taken() {
        String start = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"";
        String body = start + "x".repeat(200 * 1024 - start.length() - 2) + "\"}";

        assertThat(ingest.send("POST", "/event/", body).statusCode()).isEqualTo(202);
    }

    @Test
    void a_form_that_is_not_read_is_415() {
        HttpResponse<String> type = ingest.send(HttpRequest.newBuilder(ingest.uri("/event/"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build());
        HttpResponse<String> encoding = ingest.send("POST", "/events", "{}", "Content-Encoding", "br");

        assertThat(type.statusCode()).isEqualTo(415);
        assertThat(type.body()).isEqualTo("{\"success\":false,\"error\":\"Content-Type must be application/json\"}");
        assertThat(encoding.statusCode()).isEqualTo(415);
        assertThat(encoding.body()).isEqualTo("{\"error\":\"Content-Encoding must be one of: gzip, zstd, identity\"}");
        assertThat(encoding.headers().firstValue("Accept-Encoding")).hasValue("gzip, zstd, identity");
    }

    @Test
    void the_same_idempotency_key_names_the_same_event_and_operation() throws Exception {
        String key = "key-" + UUID.randomUUID();
        String body = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
        UUID id = accepted(ingest.send("POST", "/event/", body, "Idempotency-Key", key));
        UUID repeated = accepted(ingest.send("POST", "/event/", body, "Idempotency-Key", key));
        UUID other = accepted(ingest.send("POST", "/event/", body, "Idempotency-Key", key + "x"));
        accepted(ingest.send("PUT", "/event/" + id, "{\"latency\":1}", "Idempotency-Key", key + "y"));
        accepted(ingest.send("PUT", "/event/" + id, "{\"latency\":1}", "Idempotency-Key", key + "y"));

        assertThat(repeated).isEqualTo(id);
        assertThat(other).isNotEqualTo(id);
        List<UUID> operationIds = of(id).stream().map(Operation::operationId).toList();
        assertThat(operationIds).hasSize(4);
        assertThat(operationIds.get(1)).isEqualTo(operationIds.get(0));
        assertThat(operationIds.get(3)).isEqualTo(operationIds.get(2)).isNotEqualTo(operationIds.get(0));
    }

    @Test
    void an_idempotency_key_that_is_too_long_is_refused() {
        HttpResponse<String> answer = ingest.send("DELETE", "/event/" + ID, null, "Idempotency-Key", "k".repeat(129));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"success\":false,\"error\":\"Idempotency-Key must be 1 to 128 characters long\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32", "ISO-8859-1"})
    void a_body_in_another_encoding_is_refused(String encoding) {
        String body = "{\"conversation_id\":\"ü\",\"event_name\":\"a\",\"properties\":{}}";
        HttpResponse<String> answer = ingest.send(HttpRequest.newBuilder(ingest.uri("/event/"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body, Charset.forName(encoding)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"body must be JSON in UTF-8\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/event/" + ID + "/", "/events/", "/events/conversation/", "/event//"})
    void a_path_that_is_nearly_right_is_unknown(String path) {
        assertThat(ingest.send("DELETE", path, null).statusCode()).isEqualTo(404);
    }

    private static UUID accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Matcher matcher = ACCEPTED.matcher(answer.body());
        assertThat(matcher.matches()).as(answer.body()).isTrue();
        return UUID.fromString(matcher.group(2));
    }

    private static Operation only(UUID id) throws Exception {
        List<Operation> operations = of(id);
        assertThat(operations).hasSize(1);
        return operations.get(0);
    }

    private static List<Operation> of(UUID id) throws Exception {
        return ingest.operations().stream()
                .filter(operation -> operation.key().eventId().equals(id))
                .toList();
    }
}
