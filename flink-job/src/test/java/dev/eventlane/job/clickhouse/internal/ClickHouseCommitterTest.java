package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.job.clickhouse.InsertRefusedException;
import dev.eventlane.job.clickhouse.RetryBackoff;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.mocks.MockCommitRequest;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ClickHouseCommitterTest {

    private static final InsertCommittable FIRST = batch(1);
    private static final InsertCommittable SECOND = batch(2);

    private final PendingRows pending = PendingRows.open(new SinkSubtask(new UUID(1, 2), new JobID(), 0, 0));

    @Test
    void what_flinks_committer_restored_is_inserted_in_order() throws Exception {
        ScriptedAttempts attempts = new ScriptedAttempts(Kind.UNREACHABLE);
        try (ClickHouseCommitter committer = committer(attempts)) {
            committer.commit(List.of(new MockCommitRequest<>(FIRST), new MockCommitRequest<>(SECOND)));
        }

        assertThat(attempts.batches).containsExactly(FIRST, FIRST, SECOND);
        assertThat(pending.batches()).isZero();
    }

    @Test
    void batches_are_pending_until_the_server_has_them() {
        ScriptedAttempts attempts = new ScriptedAttempts(Kind.REFUSED);
        try (ClickHouseCommitter committer = committer(attempts)) {
            assertThatThrownBy(() -> committer.insert(List.of(FIRST, SECOND)))
                    .isInstanceOf(InsertRefusedException.class);

            assertThat(pending.batches()).isEqualTo(2);
            assertThat(pending.oldestMillis()).isEqualTo(FIRST.oldestRowMillis());
        }
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_seen_by_whoever_waits_next() {
        Thread.currentThread().interrupt();
        ScriptedAttempts attempts = new ScriptedAttempts(Kind.UNREACHABLE);
        try (ClickHouseCommitter committer = committer(attempts)) {
            assertThatThrownBy(() -> committer.insert(List.of(FIRST))).isInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private ClickHouseCommitter committer(ScriptedAttempts attempts) {
        return new ClickHouseCommitter(
                new PersistentInserter(
                        attempts,
                        RetryBackoff.DEFAULT,
                        new InsertMetrics(new UnregisteredMetricsGroup(), Clock.systemUTC()),
                        pending,
                        Clock.systemUTC(),
                        Thread::sleep),
                pending);
    }

    private static InsertCommittable batch(int number) {
        return new InsertCommittable(new UUID(0, number), "t", number, 2L * number, 1000 + number, new byte[3]);
    }
}
