package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

class PendingRowsTest {

    private static final InsertCommittable OLDER = batch(1, 3, 400, 50);
    private static final InsertCommittable NEWER = batch(2, 5, 700, 20);

    private final SinkSubtask subtask = new SinkSubtask(new UUID(1, 2), new JobID(), 0, 0);

    @Test
    void a_row_is_pending_from_the_buffer_to_the_acknowledgement() {
        try (PendingRows pending = PendingRows.open(subtask)) {
            assertThat(pending.oldestMillis()).isEqualTo(PendingRows.NO_ROW);

            pending.bufferedSince(400);
            assertThat(pending.oldestMillis()).isEqualTo(400);

            pending.add(OLDER);
            pending.bufferedSince(700);
            assertThat(pending.oldestMillis()).isEqualTo(400);
            assertThat(pending.oldestBufferedMillis()).isEqualTo(700);

            pending.remove(OLDER);
            assertThat(pending.oldestMillis()).isEqualTo(700);

            pending.bufferedSince(PendingRows.NO_ROW);
            assertThat(pending.oldestMillis()).isEqualTo(PendingRows.NO_ROW);
        }
    }

    @Test
    void frozen_batches_are_summed_and_none_counts_twice() {
        try (PendingRows pending = PendingRows.open(subtask)) {
            pending.add(OLDER);
            pending.add(NEWER);
            pending.add(OLDER);

            assertThat(pending.batches()).isEqualTo(2);
            assertThat(pending.rows()).isEqualTo(8);
            assertThat(pending.compressedBytes()).isEqualTo(70);

            pending.remove(OLDER);

            assertThat(pending.batches()).isEqualTo(1);
            assertThat(pending.rows()).isEqualTo(5);
            assertThat(pending.compressedBytes()).isEqualTo(20);
        }
    }

    @Test
    void writer_and_committer_of_a_subtask_share_them_and_others_do_not() {
        SinkSubtask next = new SinkSubtask(subtask.sink(), subtask.job(), 1, 0);
        try (PendingRows committer = PendingRows.open(subtask);
                PendingRows writer = PendingRows.open(subtask);
                PendingRows other = PendingRows.open(next)) {
            writer.add(OLDER);

            assertThat(committer.batches()).isEqualTo(1);
            assertThat(other.batches()).isZero();
        }
    }

    @Test
    void that_one_subtask_waits_is_known_to_the_others_of_its_sink() {
        SinkSubtask next = new SinkSubtask(subtask.sink(), subtask.job(), 1, 0);
        SinkSubtask ofAnotherSink = new SinkSubtask(new UUID(3, 4), subtask.job(), 0, 0);
        try (PendingRows other = PendingRows.open(next);
                PendingRows stranger = PendingRows.open(ofAnotherSink)) {
            PendingRows waiting = PendingRows.open(subtask);
            waiting.waitsForServer(true);
            waiting.waitsForServer(true);

            assertThat(other.isServerAway()).isTrue();
            assertThat(stranger.isServerAway()).isFalse();

            waiting.close();
            assertThat(other.isServerAway()).isFalse();
        }
    }

    @Test
    void nothing_is_left_when_both_have_closed() {
        PendingRows committer = PendingRows.open(subtask);
        PendingRows writer = PendingRows.open(subtask);
        writer.add(OLDER);
        writer.close();
        assertThat(committer.batches()).isEqualTo(1);
        committer.close();

        try (PendingRows restarted = PendingRows.open(subtask)) {
            assertThat(restarted.batches()).isZero();
        }
    }

    @Test
    void a_writer_without_a_committer_beside_it_does_not_count_what_nobody_takes_out() {
        try (PendingRows writer = PendingRows.open(subtask)) {
            writer.addIfShared(OLDER);

            assertThat(writer.batches()).isZero();
        }
    }

    private static InsertCommittable batch(long id, int rows, long oldestRowMillis, int bytes) {
        return new InsertCommittable(new UUID(0, id), "t", rows, 2L * bytes, oldestRowMillis, new byte[bytes]);
    }
}
