package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.Progress;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Load;
import dev.eventlane.systemtests.model.LoadPlan;
import dev.eventlane.systemtests.model.Promises;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever clients send: every row and every answer is what the oracle says. */
class ModelITCase {
    private static final int OPERATIONS = 4_000;
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static ModelledStack stack;
    private static Promises promises = new Promises();

    @BeforeAll
    static void start() {
        stack = ModelledStack.start(folder, Progress.silent());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static LongStream seeds() {
        Long given = Long.getLong("model.seed");
        return given != null
                ? LongStream.of(given)
                : LongStream.of(1, 2, 3, 4, ThreadLocalRandom.current().nextLong(1_000_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_row_and_every_answer_is_what_the_oracle_says(long seed) throws Exception {
        Instant since = stack.verification().newest();
        promises = new Promises(promises);
        List<Difference> differences;
        try (Load load = Load.start(stack.stack().baseUrl(), LoadPlan.of(seed, OPERATIONS), promises)) {
            load.await();
            differences = stack.verification().await(promises, since, load.conversations(), BOUND);
        }

        assertThat(differences).as("run it again with -Dmodel.seed=%d", seed).isEmpty();
        assertThat(promises.accepted()).isGreaterThan(OPERATIONS / 2);
        assertThat(stack.flink().restores()).isZero();
    }

    @Test
    void a_row_that_is_changed_or_doubled_or_gone_is_seen() throws Exception {
        ClickHouseSql sql = new ClickHouseSql(stack.stack().clickHouse());
        Instant since = stack.verification().newest();
        promises = new Promises(promises);
        List<String> conversations;
        try (Load load = Load.start(stack.stack().baseUrl(), LoadPlan.of(5, 200), promises)) {
            load.await();
            conversations = load.conversations();
        }
        assertThat(stack.verification().await(promises, since, conversations, BOUND))
                .isEmpty();

        // Stored by somebody else, and taken away again: the other tests share the table.
        for (String change : List.of("error || '!' AS error", "generateUUIDv4() AS id", "1 AS is_deleted")) {
            sql.query("INSERT INTO events SELECT * REPLACE (version + 1 AS version, 'somebody else' AS user_id, "
                    + change + ") FROM events FINAL ORDER BY updated_at DESC LIMIT 1");
            assertThat(stack.verification().await(promises, since, conversations, Duration.ZERO))
                    .as(change)
                    .isNotEmpty();
            sql.query("DELETE FROM events WHERE user_id = 'somebody else'");
        }
        assertThat(stack.verification().await(promises, since, conversations, BOUND))
                .isEmpty();
    }
}
