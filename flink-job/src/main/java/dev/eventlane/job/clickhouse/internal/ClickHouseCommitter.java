package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.MetricGroup;

/**
 * Inserts the batches of a completed checkpoint, in order.
 *
 * <p>It answers to Flink with "stored" or an exception only. Of the framework's other answers, {@code retryLater} tries
 * ten times without a pause, and {@code signalFailedWithKnownReason} drops the batch.
 */
@Internal
public final class ClickHouseCommitter implements Committer<InsertCommittable> {

    private final PersistentInserter inserter;
    private final PendingRows pending;

    ClickHouseCommitter(PersistentInserter inserter, PendingRows pending) {
        this.inserter = inserter;
        this.pending = pending;
    }

    @Override
    public void commit(Collection<CommitRequest<InsertCommittable>> requests) throws IOException, InterruptedException {
        insert(requests.stream().map(CommitRequest::getCommittable).toList());
    }

    /**
     * Returns when all batches are stored.
     *
     * @throws dev.eventlane.job.clickhouse.InsertRefusedException if the server refuses one for good
     * @throws InterruptedException if the job is being cancelled
     */
    void insert(Collection<InsertCommittable> batches) throws IOException, InterruptedException {
        // Those that come from a checkpoint are not counted yet.
        batches.forEach(pending::add);
        try {
            for (InsertCommittable batch : batches) {
                inserter.insert(batch);
            }
        } catch (InterruptedException e) {
            // The job is being cancelled, and whatever waits next on this thread must see that too.
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    void showPending(MetricGroup metrics, Clock clock) {
        PendingMetrics.register(metrics, pending, clock);
    }

    @Override
    public void close() {
        try (pending) {
            inserter.close();
        }
    }
}
