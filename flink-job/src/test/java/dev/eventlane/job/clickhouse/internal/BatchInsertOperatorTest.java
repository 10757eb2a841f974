package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.job.clickhouse.RetryBackoff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.runtime.state.testutils.TestCheckpointStreamFactory;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchInsertOperatorTest {

    private static final int MAX_PARALLELISM = 8;
    private static final int INDEX_OF_FIRST = 0;
    private static final int NEVER_INLINE = 0;

    /** Operators are serialized, so what they do is seen through a static field. */
    private static ScriptedAttempts attempts;

    @TempDir
    private Path checkpoints;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void record() {
        attempts = new ScriptedAttempts();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable harness : open) {
            harness.close();
        }
    }

    @Test
    void batches_are_inserted_when_their_checkpoint_is_complete() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1), batch(2));
        operator.snapshot(1, 1);
        freeze(operator, 2, batch(3));
        assertThat(inserted()).isEmpty();

        operator.notifyOfCompletedCheckpoint(1);
        assertThat(inserted()).containsExactly(batch(1), batch(2));

        operator.snapshot(2, 2);
        operator.notifyOfCompletedCheckpoint(2);
        assertThat(inserted()).containsExactly(batch(1), batch(2), batch(3));
        assertThat(operator.getOutput()).isEmpty();
    }

    @Test
    void what_a_checkpoint_that_fails_held_goes_with_the_next() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1));
        operator.snapshot(1, 1);
        operator.getOperator().notifyCheckpointAborted(1);
        freeze(operator, 2, batch(2));
        OperatorSubtaskState state = operator.snapshot(2, 2);

        operator.notifyOfCompletedCheckpoint(2);
        assertThat(inserted()).containsExactly(batch(1), batch(2));

        record();
        start(state, 1, 0);
        assertThat(inserted()).containsExactly(batch(1), batch(2));
    }

    @Test
    void restored_batches_are_inserted_at_once_and_leave_the_state() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1), batch(2));
        OperatorSubtaskState state = operator.snapshot(1, 1);

        var restored = start(state, 1, 0);
        assertThat(inserted()).containsExactly(batch(1), batch(2));
        OperatorSubtaskState next = restored.snapshot(2, 2);

        record();
        start(next, 1, 0);
        assertThat(inserted()).isEmpty();
    }

    @Test
    void more_subtasks_insert_each_restored_batch_once() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1), batch(2), batch(3));
        OperatorSubtaskState state = operator.snapshot(1, 1);

        List<Integer> shares = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            int before = inserted().size();
            start(state, 2, index, 1);
            shares.add(inserted().size() - before);
        }

        assertThat(inserted()).containsExactlyInAnyOrder(batch(1), batch(2), batch(3));
        assertThat(shares).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void fewer_subtasks_insert_each_restored_batch_once() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int index = 0; index < 2; index++) {
            var operator = start(null, 2, index);
            freeze(operator, 1, batch(10 + index), batch(20 + index));
            states.add(operator.snapshot(1, 1));
        }

        start(OneInputStreamOperatorTestHarness.repackageState(states.get(0), states.get(1)), 1, 0, 2);

        assertThat(inserted()).containsExactlyInAnyOrder(batch(10), batch(20), batch(11), batch(21));
    }

    @Test
    void without_checkpoints_the_end_of_the_input_inserts() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1));

        operator.endInput();

        assertThat(inserted()).containsExactly(batch(1));
    }

    @Test
    void a_disk_that_is_full_fails_the_checkpoint_and_not_the_job() throws Exception {
        var operator = start(null, 1, 0);
        freeze(operator, 1, batch(1));

        OperatorSnapshotFutures snapshot = operator.getOperator()
                .snapshotState(
                        1,
                        1,
                        CheckpointOptions.forCheckpointWithDefaultLocation(),
                        new TestCheckpointStreamFactory(FullDisk::new));

        snapshot.getOperatorStateRawFuture().run();
        assertThatThrownBy(() -> snapshot.getOperatorStateRawFuture().get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
        operator.snapshot(2, 2);
        operator.notifyOfCompletedCheckpoint(2);
        assertThat(inserted()).containsExactly(batch(1));
    }

    private static List<InsertCommittable> inserted() {
        return attempts.batches;
    }

    private OneInputStreamOperatorTestHarness<
                    CommittableMessage<InsertCommittable>, CommittableMessage<InsertCommittable>>
            start(OperatorSubtaskState state, int parallelism, int index) throws Exception {
        return start(state, parallelism, index, parallelism);
    }

    private OneInputStreamOperatorTestHarness<
                    CommittableMessage<InsertCommittable>, CommittableMessage<InsertCommittable>>
            start(OperatorSubtaskState state, int parallelism, int index, int parallelismBefore) throws Exception {
        BatchInsertOperator operator = new BatchInsertOperator((job, task, metrics) -> {
            PendingRows pending = PendingRows.open(SinkSubtask.of(new UUID(1, 2), job, task));
            PersistentInserter inserter = new PersistentInserter(
                    attempts,
                    RetryBackoff.DEFAULT,
                    new InsertMetrics(new UnregisteredMetricsGroup(), Clock.systemUTC()),
                    pending,
                    Clock.systemUTC(),
                    millis -> {});
            return new ClickHouseCommitter(inserter, pending);
        });
        var harness = new OneInputStreamOperatorTestHarness<>(operator, MAX_PARALLELISM, parallelism, index);
        open.add(harness);
        harness.setCheckpointStorage(new FileSystemCheckpointStorage(checkpoints.toUri(), NEVER_INLINE));
        if (state != null) {
            harness.initializeState(OneInputStreamOperatorTestHarness.repartitionOperatorState(
                    state, MAX_PARALLELISM, parallelismBefore, parallelism, index));
        }
        harness.open();
        return harness;
    }

    private static void freeze(
            OneInputStreamOperatorTestHarness<CommittableMessage<InsertCommittable>, ?> operator,
            long checkpoint,
            InsertCommittable... batches)
            throws Exception {
        operator.processElement(new CommittableSummary<>(INDEX_OF_FIRST, 1, checkpoint, batches.length, 0), checkpoint);
        for (InsertCommittable batch : batches) {
            operator.processElement(new CommittableWithLineage<>(batch, checkpoint, INDEX_OF_FIRST), checkpoint);
        }
    }

    private static InsertCommittable batch(int number) {
        return new InsertCommittable(
                new UUID(0, number), "t", number, 2L * number, 1000 + number, new byte[] {1, 2, (byte) number});
    }

    /** Takes nothing. */
    private static final class FullDisk extends CheckpointStateOutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public StreamStateHandle closeAndGetHandle() {
            throw new IllegalStateException("What was not written must not become state");
        }

        @Override
        public long getPos() {
            return 0;
        }

        @Override
        public void flush() {
            // Nothing is held.
        }

        @Override
        public void sync() {
            // Nothing is held.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
