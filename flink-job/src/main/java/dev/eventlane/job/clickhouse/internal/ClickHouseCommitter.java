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

    ClickHouseCommitter(PersistentInserter inserter) {
        this.inserter = inserter;
    }

    @Override
    public void commit(Collection<CommitRequest<InsertCommittable>> requests) throws IOException, InterruptedException {
        try {
            for (CommitRequest<InsertCommittable> request : requests) {
                inserter.insert(request.getCommittable());
            }
        } catch (InterruptedException e) {
            // The job is being cancelled, and whatever waits next on this thread must see that too.
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    @Override
    public void close() {
        inserter.close();
    }
}
