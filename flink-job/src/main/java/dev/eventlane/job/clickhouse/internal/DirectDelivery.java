package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * At least once: a batch is inserted when it is full or the barrier comes, before the checkpoint is complete. Rows are
 * visible sooner and checkpoints stay small; after a failure the rows since the last checkpoint come again, possibly
 * with other neighbours.
 */
final class DirectDelivery implements Delivery {

    private final PersistentInserter inserter;
    private final PendingRows pending;

    DirectDelivery(PersistentInserter inserter, PendingRows pending) {
        this.inserter = inserter;
        this.pending = pending;
    }

    @Override
    public void rowTaken(int bytes) {
        // Nothing is held, and an insert that waits holds the job up by itself.
    }

    @Override
    public void accept(InsertCommittable batch) throws IOException, InterruptedException {
        pending.add(batch);
        inserter.insert(batch);
    }

    @Override
    public Collection<InsertCommittable> takeForCheckpoint() {
        return List.of();
    }

    @Override
    public void close() {
        inserter.close();
    }
}
