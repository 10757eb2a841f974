package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.Progress;
import dev.eventlane.systemtests.model.LateOperations;
import dev.eventlane.systemtests.model.Load;
import dev.eventlane.systemtests.model.LoadPlan;
import dev.eventlane.systemtests.model.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that forgets resting events gives the same rows as an oracle that forgets nothing. */
class StateTtlITCase {
    private static final int OPERATIONS = 3_000;
    private static final int CHANGED = 60;
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void what_comes_after_the_state_was_dropped_is_applied_to_the_row_in_clickhouse() throws Exception {
        // Longer than it takes the load to repeat an operation; creates with IDs of the client's own are looked up
        // anyway.
        Map<String, String> settings = Map.of("STATE_TTL", "15s", "SOURCE_QUIET_AFTER", "1s");
        try (ModelledStack stack = ModelledStack.start(folder, settings, Progress.silent())) {
            Promises promises = new Promises();
            try (Load load = Load.start(stack.stack().baseUrl(), LoadPlan.of(1, OPERATIONS), promises)) {
                load.await();
                assertThat(stack.verification().await(promises, Instant.EPOCH, load.conversations(), BOUND))
                        .isEmpty();
                ClickHouseSql sql = new ClickHouseSql(stack.stack().clickHouse());
                long events = Long.parseLong(sql.query("SELECT uniqExact(id) FROM events"));
                await("every state is dropped")
                        .atMost(BOUND)
                        .until(() -> stack.flink().counter("states_dropped") >= events);
                long recalled = stack.flink().counter("recalls_found");

                change(load.lateOperations(), ids(sql, 0), ids(sql, 1));

                assertThat(stack.verification().await(promises, Instant.EPOCH, load.conversations(), BOUND))
                        .isEmpty();
                await("the changed events were looked up")
                        .atMost(BOUND)
                        .until(() -> stack.flink().counter("recalls_found") >= recalled + 2 * CHANGED);
                assertThat(stack.flink().restores()).isZero();
            }
        }
    }

    private static void change(LateOperations operations, List<UUID> live, List<UUID> deleted) throws Exception {
        assertThat(live).hasSize(CHANGED);
        assertThat(deleted).hasSize(CHANGED);
        for (int i = 0; i < CHANGED; i++) {
            UUID id = live.get(i);
            if (i % 3 == 0) {
                operations.delete(id);
            } else if (i % 3 == 1) {
                operations.createAgain(id);
            }
            operations.update(id);
            operations.createAgain(deleted.get(i));
        }
    }

    private static List<UUID> ids(ClickHouseSql sql, int isDeleted) {
        String newest =
                "SELECT id FROM events GROUP BY id HAVING argMax(is_deleted, version) = %d ORDER BY id LIMIT %d";
        return sql.query(newest.formatted(isDeleted, CHANGED))
                .lines()
                .map(UUID::fromString)
                .toList();
    }
}
