package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.flink.StopOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack goes on where it was, whether it was stopped in good order or fell. */
class RestartITCase {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String CREATE = "{\"conversation_id\":\"restart\",\"event_name\":\"event_a\",\"latency\":1}";

    @TempDir
    Path folder;

    @Test
    void state_and_data_outlive_a_stop_and_a_fall_of_everything() {
        StackConfig config = StackConfig.onRandomPorts(folder);
        List<String> ids = new ArrayList<>();
        JsonNode before;
        try (LocalStack stack = LocalStack.start(config)) {
            Client client = new Client(stack.baseUrl());
            for (int i = 0; i < 3; i++) {
                ids.add(client.post("/event/", CREATE).data().get("id").asText());
            }
            before = awaitLatency(client, ids.get(0), 1);
            assertThat(stack.stop()).isInstanceOf(StopOutcome.Stopped.class);
        }

        try (LocalStack stack = LocalStack.start(config)) {
            Client client = new Client(stack.baseUrl());
            assertThat(client.get("/event/" + ids.get(0)).data()).isEqualTo(before);
            // Only state that was restored knows the rest of the event.
            client.put("/event/" + ids.get(0), "{\"latency\":2}");
            assertThat(awaitLatency(client, ids.get(0), 2).get("event_name").asText())
                    .isEqualTo("event_a");
            client.delete("/event/" + ids.get(1));
            // Nothing is stopped in order here: everything dies at once, the last operations still on their way.
        }

        try (LocalStack stack = LocalStack.start(config)) {
            Client client = new Client(stack.baseUrl());
            await().atMost(BOUND).until(() -> client.get("/event/" + ids.get(1)).status() == 404);
            awaitLatency(client, ids.get(0), 2);
            client.put("/event/" + ids.get(2), "{\"latency\":3}");
            awaitLatency(client, ids.get(2), 3);
            assertThat(client.get("/events/conversation/restart").data()).hasSize(2);
            assertThat(client.get("/analytics/latency").data().toString())
                    .isEqualTo("[{\"conversation_id\":\"restart\",\"event_name\":\"event_a\",\"p95_latency\":2.95,"
                            + "\"event_count\":2}]");
        }
    }

    private static JsonNode awaitLatency(Client client, String id, double latency) {
        return await().atMost(BOUND)
                .until(
                        () -> client.get("/event/" + id),
                        answer -> answer.status() == 200
                                && answer.data().get("latency").asDouble() == latency)
                .data();
    }
}
