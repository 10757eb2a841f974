package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.Committer;

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
        // Those that come from a checkpoint are not counted yet.
        requests.forEach(request -> pending.add(request.getCommittable()));
        try {
            for (CommitRequest<InsertCommittable> request : requests) {
                inserter.insert(request.getCommittable());
                pending.remove(request.getCommittable());
            }
        } catch (InterruptedException e) {
            // The job is being cancelled, and whatever waits next on this thread must see that too.
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    @Override
    public void close() {
        try (pending) {
            inserter.close();
        }
    }
}
