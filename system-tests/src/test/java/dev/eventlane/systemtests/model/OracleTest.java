package dev.eventlane.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final UUID EVENT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final long T = 1_700_000_000_000L;
    private static final String CREATE =
            "{\"conversation_id\":\"c\",\"created_at\":\"2026-03-27T12:00:00.000Z\",\"event_name\":\"a\",\"latency\":1}";

    private final Oracle oracle = new Oracle();
    private long offset;

    @Test
    void a_create_makes_a_whole_row() {
        apply("create", "1", T, CREATE);

        assertThat(oracle.live()).containsExactly(row(T * 1024, T, false, Map.of("event_name", "a", "latency", 1.0)));
    }

    @Test
    void what_waits_takes_effect_at_the_create_and_at_its_time() {
        apply("update", "1", T, "{\"latency\":2}");
        apply("update", "1", T + 1, "{\"latency\":2}");
        apply("update", "2", T + 2, "{\"error\":\"e\"}");
        assertThat(oracle.waiting()).hasSize(2);
        apply("create", "3", T + 9, CREATE);

        assertThat(oracle.waiting()).isEmpty();
        assertThat(oracle.live())
                .containsExactly(
                        row((T + 9) * 1024 + 2, T + 9, false, Map.of("event_name", "a", "latency", 2.0, "error", "e")));
    }

    @Test
    void repeats_second_creates_and_unchanged_values_change_nothing() {
        apply("create", "1", T, CREATE);
        apply("update", "2", T + 1, "{\"latency\":2}");
        apply("update", "3", T + 2, "{\"latency\":2}");
        apply("update", "4", T + 3, "{\"latency\":3}");
        apply("update", "2", T + 4, "{\"latency\":2}");
        apply("update", "3", T + 5, "{\"latency\":2}");
        apply("create", "5", T + 6, CREATE);

        assertThat(oracle.live())
                .containsExactly(row((T + 3) * 1024, T + 3, false, Map.of("event_name", "a", "latency", 3.0)));
    }

    @Test
    void a_tombstone_holds_nothing_and_stays() {
        apply("create", "1", T, CREATE);
        apply("delete", "2", T + 1, null);
        apply("update", "3", T + 2, "{\"latency\":2}");
        apply("create", "4", T + 3, CREATE);

        assertThat(oracle.live()).isEmpty();
        assertThat(oracle.rows()).containsExactly(row((T + 1) * 1024, T + 1, true, Map.of()));
        assertThat(oracle.conversation("c")).isEmpty();
    }

    private void apply(String operation, String id, long timestamp, String data) {
        UUID operationId = UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        JsonNode json = data == null ? null : Json.read(data);
        oracle.apply(List.of(new LoggedOperation(0, offset++, timestamp, operation, operationId, EVENT, json)));
    }

    private static Row row(long version, long updatedAt, boolean deleted, Map<String, Object> given) {
        Map<String, Object> fields = new HashMap<>(Row.DEFAULTS);
        fields.putAll(given);
        return new Row(
                EVENT,
                "c",
                Instant.parse("2026-03-27T12:00:00Z"),
                Instant.ofEpochMilli(updatedAt),
                version,
                deleted,
                fields);
    }
}
