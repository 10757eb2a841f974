package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.process.ProgramOnPath;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.observe.PrometheusAnswers;
import dev.eventlane.systemtests.observe.ShownMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From HTTP through Kafka and Flink into ClickHouse and back, on the whole stack. */
class EndToEndITCase {
    private static final Duration BOUND = Duration.ofSeconds(30);
    /** Prometheus reads every five seconds, and a rate takes two readings. */
    private static final Duration TOLD = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static Client client;

    @BeforeAll
    static void start() {
        StackConfig config = StackConfig.onRandomPorts(folder)
                .withJobSetting("PENDING_TTL", "3s")
                .withJobSetting("SOURCE_QUIET_AFTER", "1s");
        stack = LocalStack.start(hasPrometheus() ? config.withObservation() : config);
        client = new Client(stack.baseUrl());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void an_event_is_created_updated_and_deleted_and_read_whole_each_time() throws Exception {
        String id = created(
                """
                {"conversation_id":"e2e-1","conversation_metadata":"{\\"tier\\":\\"free\\"}","event_name":"event_a",
                 "source":"web","user_id":"u1","value":2.5,"latency":150.5,"input":"Hello, world! 世界 🙂",
                 "output":"Hi there!","input_embeddings":[0.25,-1],"properties":{"a":{"b":[1,2.50,null]}},
                 "created_at":"2026-03-27T12:00:00.123Z"}""");

        ObjectNode expected = (ObjectNode) JSON.readTree(
                """
                {"id":"%s","conversation_id":"e2e-1","conversation_metadata":"{\\"tier\\":\\"free\\"}","event_name":"event_a",
                 "source":"web","user_id":"u1","value":2.5,"error":"","latency":150.5,"input":"Hello, world! 世界 🙂",
                 "output":"Hi there!","input_embeddings":[0.25,-1.0],"output_embeddings":[],
                 "properties":{"a":{"b":[1,2.50,null]}},"created_at":"2026-03-27T12:00:00.123Z"}"""
                        .formatted(id));
        JsonNode event = awaitEvent(id, "latency", "150.5");
        Instant createdVersion = updatedAt(event);
        assertThat(withoutUpdatedAt(event)).isEqualTo(expected);

        assertThat(client.put("/event/" + id, "{\"error\":\"timeout\",\"latency\":5000,\"output\":null}")
                        .status())
                .isEqualTo(202);
        event = awaitEvent(id, "latency", "5000.0");
        expected.put("error", "timeout").put("latency", 5000.0);
        assertThat(withoutUpdatedAt(event)).isEqualTo(expected);
        assertThat(updatedAt(event)).isAfterOrEqualTo(createdVersion);
        assertThat(client.get("/events/conversation/e2e-1").data()).hasSize(1);

        assertThat(client.delete("/event/" + id).status()).isEqualTo(202);
        await().atMost(BOUND).until(() -> client.get("/event/" + id).status() == 404);
        assertThat(client.get("/events/conversation/e2e-1").data()).isEmpty();
        assertThat(client.get("/analytics/errors?from=2026-03-27T00:00:00Z&to=2026-03-28T00:00:00Z")
                        .data())
                .isEmpty();
    }

    @Test
    void analytics_follow_every_change() {
        String slow = created("{\"conversation_id\":\"e2e-2\",\"event_name\":\"event_2\",\"latency\":100}");
        created("{\"conversation_id\":\"e2e-2\",\"event_name\":\"event_2\",\"latency\":200,\"error\":\"boom\"}");
        String gone = created("{\"conversation_id\":\"e2e-2\",\"event_name\":\"event_2\",\"latency\":900}");
        client.put("/event/" + slow, "{\"latency\":400}");
        client.delete("/event/" + gone);
        awaitEvent(slow, "latency", "400.0");
        await().atMost(BOUND).until(() -> client.get("/event/" + gone).status() == 404);

        assertThat(client.get("/analytics/latency?event_name=event_2").data().toString())
                .isEqualTo(
                        "[{\"conversation_id\":\"e2e-2\",\"event_name\":\"event_2\",\"p95_latency\":390.0,\"event_count\":2}]");
        assertThat(client.get("/analytics/sessions/top-errors?event_name=event_2")
                        .data()
                        .toString())
                .isEqualTo(
                        "[{\"conversation_id\":\"e2e-2\",\"total_events\":2,\"error_events\":1,\"error_rate\":0.5}]");
        JsonNode errors = client.get("/analytics/errors?event_name=event_2").data();
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).get("error_count").asInt()).isEqualTo(1);
        assertThat(errors.get(0).get("total_count").asInt()).isEqualTo(2);
    }

    @Test
    void reads_filter_by_the_properties_of_the_newest_version() {
        // Understood like this only under the settings that the job inserts with.
        String properties = "{\"plan\":{\"tier\":\"free\"},\"plan.tier\":\"gold\",\"since\":\"2026-03-27 12:00:00\"}";
        String id =
                created("{\"conversation_id\":\"e2e-6\",\"event_name\":\"event_6\",\"properties\":" + properties + "}");
        created(
                "{\"conversation_id\":\"e2e-6\",\"event_name\":\"event_6\",\"properties\":{\"far\":1e400,\"seats\":5}}");
        String path = "/events/conversation/e2e-6?properties.";
        await().atMost(BOUND)
                .until(() -> client.get("/events/conversation/e2e-6").data().size() == 2);

        assertThat(client.get(path + "plan.tier=free&properties.since=2026-03-27+12:00:00")
                        .data())
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.get("id").asText()).isEqualTo(id));
        // A number beyond 64 bits stops nothing; its object is there, and no filter finds it.
        assertThat(client.get(path + "seats=5.0").data()).isEmpty();
        client.put("/event/" + id, "{\"properties\":{\"plan\":{\"tier\":\"gold\"}}}");
        await().atMost(BOUND)
                .until(() -> client.get(path + "plan.tier=gold").data().size() == 1);
        assertThat(client.get(path + "plan.tier=free").data()).isEmpty();
    }

    @Test
    void the_collector_route_stores_an_event() {
        String source = "e2e-" + UUID.randomUUID();
        Answer answer = client.post(
                "/events",
                "{\"event_type\":\"page_view\",\"source\":\"" + source
                        + "\",\"user_id\":\"u123\",\"value\":1,\"created_at\":\"" + Instant.now() + "\"}");

        assertThat(answer.status()).isEqualTo(202);
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(client.get("/analytics/errors?event_name=page_view&source=" + source)
                                .data())
                        .hasSize(1));
    }

    @Test
    void an_update_that_was_sent_before_its_create_applies_when_the_create_comes() {
        UUID id = UUID.randomUUID();
        client.put("/event/" + id, "{\"error\":\"early\"}");
        created("{\"id\":\"" + id + "\",\"conversation_id\":\"e2e-3\",\"event_name\":\"event_a\"}");

        awaitEvent(id.toString(), "error", "early");
    }

    @Test
    void what_cannot_be_applied_is_found_in_the_dead_letters_and_the_job_goes_on() throws Exception {
        byte[] broken = "{\"operation\":\"update\", broken".getBytes(StandardCharsets.UTF_8);
        byte[] notText = {0, 0, 0, 0x7b, 0x7f, -1, -1, -1};
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBrokers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("events", "k".getBytes(StandardCharsets.UTF_8), broken))
                    .get();
            producer.send(new ProducerRecord<>("events", notText)).get();
            producer.send(new ProducerRecord<>("events", "tombstone".getBytes(StandardCharsets.UTF_8), null))
                    .get();
        }
        UUID orphan = UUID.randomUUID();
        client.delete("/event/" + orphan);

        try (DeadLetters letters = new DeadLetters(stack.kafkaBrokers())) {
            await().atMost(BOUND).until(() -> letters.poll().size() >= 4);
            List<ConsumerRecord<byte[], byte[]>> records = letters.poll();
            assertThat(records.stream().map(ConsumerRecord::value))
                    .contains(broken)
                    .contains(notText)
                    .contains(new byte[0]);
            ConsumerRecord<byte[], byte[]> late = records.stream()
                    .filter(record -> DeadLetters.header(record, "reason").equals("CREATE_MISSING"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(late.value(), StandardCharsets.UTF_8)).contains(orphan.toString());
            assertThat(DeadLetters.header(late, "detail")).isEqualTo("the event's create did not come within PT3S");
            assertThat(DeadLetters.header(late, "topic")).isEqualTo("events");
        }
        ClickHouseSql sql = new ClickHouseSql(stack.clickHouse());
        await().atMost(BOUND).untilAsserted(() -> assertThat(
                        sql.query("SELECT reason, count() FROM dead_letters FINAL GROUP BY reason ORDER BY reason"))
                .isEqualTo("CREATE_MISSING\t1\nMALFORMED\t3"));
        assertThat(sql.query("SELECT record_key, record_value FROM dead_letters FINAL WHERE record_key = 'k'"))
                .isEqualTo("k\t{\"operation\":\"update\", broken");
        awaitEvent(
                created("{\"conversation_id\":\"e2e-4\",\"event_name\":\"event_a\",\"error\":\"after\"}"),
                "error",
                "after");
        assertThat(new FlinkStatus(stack.flinkUrl()).restores()).isZero();
    }

    @Test
    void clickhouse_holds_one_row_for_each_version_that_a_checkpoint_saw() {
        String id = created("{\"conversation_id\":\"e2e-5\",\"event_name\":\"event_a\"}");
        for (int i = 1; i <= 20; i++) {
            client.put("/event/" + id, "{\"latency\":" + i + "}");
        }
        awaitEvent(id, "latency", "20.0");

        ClickHouseSql sql = new ClickHouseSql(stack.clickHouse());
        long rows = Long.parseLong(sql.query("SELECT count() FROM events WHERE id = '" + id + "'"));
        assertThat(rows).isBetween(1L, 5L);
    }

    @Test
    void everything_that_rules_and_dashboard_ask_for_is_told() {
        readAndRefuse();

        await().atMost(TOLD).ignoreExceptions().untilAsserted(() -> assertThat(
                        ShownMetrics.of(stack).missing())
                .isEmpty());
    }

    @Test
    void a_real_Prometheus_reads_every_server_and_has_data_for_every_expression() {
        assumeTrue(hasPrometheus(), "there is no program 'prometheus' on the PATH (Debian: package prometheus)");
        PrometheusAnswers prometheus = new PrometheusAnswers(stack.prometheusUrl());
        readAndRefuse();

        await().atMost(TOLD).ignoreExceptions().untilAsserted(() -> assertThat(prometheus.targets())
                .containsOnlyKeys(stack.metrics().keySet())
                .allSatisfy((job, health) -> assertThat(health).isEqualTo("up")));
        await().atMost(TOLD).ignoreExceptions().untilAsserted(() -> assertThat(prometheus.brokenRules())
                .isEmpty());
        await().atMost(TOLD).ignoreExceptions().untilAsserted(() -> assertThat(prometheus.withoutData())
                .isEmpty());
    }

    private static boolean hasPrometheus() {
        return ProgramOnPath.find("prometheus").isPresent();
    }

    /** What some metrics come with: a read, and a request that is refused before its route. */
    private static void readAndRefuse() {
        awaitEvent(created("{\"conversation_id\":\"e2e-7\",\"event_name\":\"event_a\"}"), "conversation_id", "e2e-7");
        assertThat(client.get("/event/" + "0".repeat(10_000)).status()).isEqualTo(414);
    }

    /** The program that measures other systems too: what it says of this one has to be right. */
    @ParameterizedTest
    @ValueSource(strings = {"--batch=0", "--batch=100"})
    void the_benchmark_finds_everything_that_it_wrote(String batch) throws Exception {
        JsonNode report = BenchmarkProgram.run(
                stack.baseUrl(),
                folder,
                List.of(batch, "--concurrency=8", "--inserts=600", "--updates=240", "--deletes=240"));

        assertThat(report.get("verified").asBoolean()).isTrue();
        assertThat(report.get("queryable").get("reached").asBoolean()).isTrue();
        assertThat(report.get("phases").findValuesAsText("phase")).containsExactly("insert", "update", "delete");
        assertThat(report.get("phases").findValuesAsText("operations")).containsExactly("600", "240", "240");
        assertThat(report.get("checks"))
                .extracting(check ->
                        check.get("what").asText() + ": " + check.get("compared") + ", wrong " + check.get("wrong"))
                .containsExactly(
                        "events, by conversation: 600, wrong 0",
                        "events, by ID: 2, wrong 0",
                        "events and errors per name: 3, wrong 0",
                        "p95 latency per conversation and name: 12, wrong 0",
                        "conversations by error rate: 12, wrong 0");
        JsonNode freshness = report.get("freshness");
        assertThat(freshness.get("never_seen").asInt()).isZero();
        // The first probe can be refused, like any write.
        assertThat(freshness.get("probes").size()
                        + freshness.get("not_accepted").asInt())
                .isPositive();
        List<JsonNode> distributions = new ArrayList<>(report.get("phases").findValues("latency_ms"));
        distributions.addAll(freshness.findValues("ms"));
        assertThat(distributions)
                .allSatisfy(ms -> assertThat(List.of("p50", "p90", "p95", "p99", "p999", "max").stream()
                                .map(percentile -> ms.get(percentile).asDouble())
                                .toList())
                        .isSorted()
                        .allMatch(value -> value > 0));
        assertThat(report.get("settings").get("url").asText())
                .isEqualTo(stack.baseUrl().toString());
        assertThat(report.get("machine").get("processors").asInt()).isPositive();
    }

    private static String created(String body) {
        Answer answer = client.post("/event/", body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.data().get("id").asText();
    }

    private static JsonNode awaitEvent(String id, String field, String value) {
        return await().atMost(BOUND)
                .until(
                        () -> client.get("/event/" + id),
                        answer -> answer.status() == 200
                                && answer.data().get(field).asText().equals(value))
                .data();
    }

    private static JsonNode withoutUpdatedAt(JsonNode event) {
        ObjectNode copy = event.deepCopy();
        copy.remove("updated_at");
        return copy;
    }

    private static Instant updatedAt(JsonNode event) {
        return Instant.parse(event.get("updated_at").asText());
    }
}
