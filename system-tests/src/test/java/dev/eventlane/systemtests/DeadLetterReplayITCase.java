package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.supervise.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be applied is found, and applied once when its cause is mended. */
class DeadLetterReplayITCase {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static Client client;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(StackConfig.onRandomPorts(folder)
                .withJobSetting("PENDING_TTL", "2s")
                .withJobSetting("SOURCE_QUIET_AFTER", "1s"));
        client = new Client(stack.baseUrl());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void an_update_whose_create_came_too_late_is_replayed_once() throws Exception {
        String event = UUID.randomUUID().toString();
        assertThat(client.put("/event/" + event, "{\"error\":\"early\"}").status())
                .isEqualTo(202);
        JsonNode letter = awaitDeadLetter("event_id=" + event);
        assertThat(letter.get("reason").asText()).isEqualTo("CREATE_MISSING");
        assertThat(letter.get("detail").asText()).isEqualTo("the event's create did not come within PT2S");
        assertThat(letter.get("project_id").asText()).isEqualTo("default");
        assertThat(letter.get("operation").asText()).isEqualTo("update");
        assertThat(letter.get("replayed_at").isNull()).isTrue();
        assertThat(valuesInTopic()).contains(letter.get("value").asText());
        String body = "{\"id\":\"" + event + "\",\"conversation_id\":\"replay\",\"event_name\":\"event_a\"}";
        assertThat(client.post("/event/", body).status()).isEqualTo(202);
        awaitError(event, "");

        replay("--event-id", event);

        awaitError(event, "early");
        assertThat(awaitDeadLetter("event_id=" + event).get("replayed_at").isNull())
                .isFalse();

        client.put("/event/" + event, "{\"error\":\"later\"}");
        awaitError(event, "later");
        replay();
        // The job drops the repeat itself when it is asked for.
        replay("--again", "--event-id", event);
        client.put("/event/" + event, "{\"latency\":7}");
        await().atMost(BOUND)
                .until(() -> client.get("/event/" + event).data().get("latency").asDouble() == 7);
        assertThat(client.get("/event/" + event).data().get("error").asText()).isEqualTo("later");
    }

    @Test
    void a_malformed_record_is_listed_and_comes_back_when_it_is_replayed_as_it_is() throws Exception {
        byte[] broken = "{\"operation\":\"update\", broken".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBrokers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("events", "k".getBytes(StandardCharsets.UTF_8), broken))
                    .get();
        }
        JsonNode letter = awaitDeadLetter("reason=MALFORMED");
        assertThat(letter.get("key").asText()).isEqualTo("k");
        assertThat(letter.get("value").asText()).isEqualTo("{\"operation\":\"update\", broken");
        assertThat(letter.get("value_truncated").asBoolean()).isFalse();

        replay("--reason", "MALFORMED");

        await().atMost(BOUND).untilAsserted(() -> {
            JsonNode letters = client.get("/dead-letters?reason=MALFORMED").data();
            assertThat(letters).hasSize(2);
            assertThat(letters.get(0).get("replayed_at").isNull()).isTrue();
            assertThat(letters.get(0).get("value")).isEqualTo(letters.get(1).get("value"));
            assertThat(letters.get(1).get("offset")).isEqualTo(letter.get("offset"));
            assertThat(letters.get(1).get("replayed_at").isNull()).isFalse();
        });
        assertThat(new FlinkStatus(stack.flinkUrl()).restores()).isZero();
    }

    private static JsonNode awaitDeadLetter(String query) {
        return await().atMost(BOUND)
                .until(() -> client.get("/dead-letters?" + query).data(), letters -> letters.size() == 1)
                .get(0);
    }

    private static void awaitError(String event, String error) {
        await().atMost(BOUND)
                .until(
                        () -> client.get("/event/" + event),
                        answer -> answer.status() == 200
                                && answer.data().get("error").asText().equals(error));
    }

    private static List<String> valuesInTopic() {
        try (DeadLetters letters = new DeadLetters(stack.kafkaBrokers())) {
            return await().atMost(BOUND).until(letters::poll, records -> !records.isEmpty()).stream()
                    .filter(record -> record.value() != null)
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** Runs the command as {@code ./eventlane replay-dead-letters} does. */
    private static void replay(String... options) throws IOException, InterruptedException {
        Launch launch =
                Topology.of(Home.find(), stack.config()).deadLetterReplay().launch(List.of(options));
        assertThat(launch.start().waitFor()).isZero();
    }
}
