package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.server.KafkaServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch's verdicts are worth when Kafka does not take all of it. */
class BatchOutageITCase {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Pattern VERDICT = Pattern.compile(
            "\\{\"index\":(\\d+),(?:\"id\":\"([0-9a-f-]{36})\",)?\"status\":\"(accepted|rejected|retry)\"(?:,\"error\":\"([^\"]*)\")?}");

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    private record Verdict(int index, String id, String status, String error) {}

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void when_kafka_goes_away_in_mid_batch_nothing_that_is_accepted_is_missing_and_nothing_rejected_is_there()
            throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "mid-batch", Map.of("MAX_IN_FLIGHT_BYTES", "64KiB"))) {
            List<String> ids = new ArrayList<>();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 8_000; i++) {
                ids.add(UUID.randomUUID().toString());
                String field = i % 100 == 99 ? "\"latency\":-1" : "\"input\":\"" + "x".repeat(900) + "\"";
                lines.append("{\"id\":\"%s\",\"conversation_id\":\"c\",\"event_name\":\"a\",%s}\n"
                        .formatted(ids.get(i), field));
            }
            long before = ingest.count();
            CompletableFuture<HttpResponse<String>> pending =
                    CompletableFuture.supplyAsync(() -> post(ingest, lines.toString()));
            await().atMost(BOUND).until(() -> ingest.count() > before + 300);
            kafka.kill();
            HttpResponse<String> answer = pending.join();
            kafka.restart();

            List<Verdict> verdicts = verdicts(answer.body());
            Set<String> stored = ids(ingest);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(verdicts).hasSize(8_000);
            for (int i = 0; i < 8_000; i++) {
                Verdict verdict = verdicts.get(i);
                assertThat(verdict.index()).isEqualTo(i);
                if (i % 100 == 99) {
                    assertThat(verdict).isEqualTo(new Verdict(i, null, "rejected", "latency must be >= 0"));
                    assertThat(stored).doesNotContain(ids.get(i));
                } else {
                    assertThat(verdict.id()).isEqualTo(ids.get(i));
                    assertThat(verdict.status()).isIn("accepted", "retry");
                }
            }
            Set<String> accepted = idsOf(verdicts, "accepted");
            assertThat(accepted).isNotEmpty();
            assertThat(idsOf(verdicts, "retry")).isNotEmpty();
            assertThat(stored).containsAll(accepted);
            assertThat(answer.body())
                    .startsWith("{\"accepted\":%d,\"rejected\":80,\"retry\":%d,"
                            .formatted(accepted.size(), 7_920 - accepted.size()));
        }
    }

    @Test
    void while_kafka_is_away_a_batch_is_503_with_a_verdict_on_each_item_and_may_be_sent_again() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "away-batch", Map.of())) {
            String id = UUID.randomUUID().toString();
            String lines = "{\"id\":\"%s\",\"conversation_id\":\"c\",\"event_name\":\"a\"}\n7\n".formatted(id);
            kafka.kill();
            long started = System.nanoTime();
            HttpResponse<String> first = post(ingest, lines);
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            kafka.restart();

            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
            String error = "Kafka did not confirm the write; send it again later";
            assertThat(first.body())
                    .isEqualTo("{\"success\":false,\"error\":\"" + error
                            + "\",\"accepted\":0,\"rejected\":1,\"retry\":1,\"results\":[{\"index\":0,\"id\":\"" + id
                            + "\",\"status\":\"retry\",\"error\":\"" + error
                            + "\"},{\"index\":1,\"status\":\"rejected\",\"error\":\"item must be a JSON object\"}]}");
            assertThat(waited).isLessThan(Duration.ofSeconds(4));
            await().atMost(BOUND).until(() -> post(ingest, lines).statusCode() == 202);
            assertThat(ids(ingest)).contains(id);
        }
    }

    @Test
    void batches_that_wait_for_kafka_leave_room_for_single_writes() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(
                kafka, "shared", Map.of("MAX_IN_FLIGHT_BYTES", "64KiB", "KAFKA_DELIVERY_TIMEOUT", "30s"))) {
            String line = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(900) + "\"}\n";
            kafka.pause();
            CompletableFuture<HttpResponse<String>> batch =
                    CompletableFuture.supplyAsync(() -> post(ingest, line.repeat(200)));
            CompletableFuture<HttpResponse<String>> single = CompletableFuture.supplyAsync(
                    () -> ingest.send("POST", "/event/", "{\"conversation_id\":\"c\",\"event_name\":\"a\"}"));
            try {
                // What is not sent within its time is to be sent again; what is sent waits for Kafka, as the single
                // write does.
                await().during(Duration.ofSeconds(1)).until(() -> !single.isDone() && !batch.isDone());
            } finally {
                kafka.resume();
            }

            assertThat(single.join().statusCode()).isEqualTo(202);
            assertThat(batch.join().body()).startsWith("{\"accepted\":200,\"rejected\":0,\"retry\":0,");
        }
    }

    private static HttpResponse<String> post(IngestFixture ingest, String lines) {
        return ingest.post("/events/batch", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Verdict> verdicts(String body) {
        List<Verdict> verdicts = new ArrayList<>();
        Matcher matcher = VERDICT.matcher(body);
        while (matcher.find()) {
            verdicts.add(new Verdict(
                    Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3), matcher.group(4)));
        }
        return verdicts;
    }

    private static Set<String> idsOf(List<Verdict> verdicts, String status) {
        return verdicts.stream()
                .filter(verdict -> verdict.status().equals(status))
                .map(Verdict::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(IngestFixture ingest) throws Exception {
        Set<String> ids = new HashSet<>();
        ingest.operations()
                .forEach(operation -> ids.add(operation.key().eventId().toString()));
        return ids;
    }
}
