package dev.eventlane.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void what_is_expected_is_what_the_operations_make() throws Exception {
        Workload workload = new Workload(42, 100, 60, 50);
        Map<Integer, Workload.Expected> events = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            JsonNode body = JSON.readTree(workload.createBody(i));
            events.put(
                    i,
                    new Workload.Expected(
                            body.get("id").asText(),
                            "",
                            body.get("latency").asDouble(),
                            body.get("input").asText()));
        }
        for (int i = 0; i < 60; i++) {
            JsonNode body = JSON.readTree(workload.updateBody(i));
            Workload.Expected event = events.get(i);
            events.put(
                    i,
                    new Workload.Expected(
                            event.id(),
                            body.get("error").asText(),
                            body.get("latency").asDouble(),
                            event.input()));
        }
        for (int i = 50; i < 100; i++) {
            events.remove(i);
        }

        assertThat(workload.expectedEvents()).isEqualTo(events.size());
        assertThat(workload.expectedErrors()).isEqualTo((int) events.values().stream()
                .filter(event -> !event.error().isEmpty())
                .count());
        events.forEach((index, event) -> assertThat(workload.expected(index)).isEqualTo(event));
        for (int i = 0; i < 100; i++) {
            assertThat(workload.isDeleted(i)).isEqualTo(!events.containsKey(i));
        }
    }

    @Test
    void conversations_cover_every_event_once() {
        Workload workload = new Workload(1, 45, 0, 0);

        assertThat(workload.conversations()).isEqualTo(3);
        assertThat(workload.endOf(0)).isEqualTo(workload.firstOf(1)).isEqualTo(20);
        assertThat(workload.endOf(2)).isEqualTo(45);
    }

    @Test
    void more_deletes_than_creates_are_refused() {
        assertThatThrownBy(() -> new Workload(1, 10, 0, 11)).hasMessageContaining("11 deletes of 10 events");
    }
}
