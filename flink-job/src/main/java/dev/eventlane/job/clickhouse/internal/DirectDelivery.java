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

    DirectDelivery(PersistentInserter inserter) {
        this.inserter = inserter;
    }

    @Override
    public void accept(InsertCommittable batch) throws IOException, InterruptedException {
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
