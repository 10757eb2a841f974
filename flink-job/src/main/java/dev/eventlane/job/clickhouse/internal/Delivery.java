package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.util.Collection;

/** What becomes of a frozen batch: the delivery guarantee. */
interface Delivery extends AutoCloseable {

    /**
     * Called for each row that was taken, and may wait: how the delivery slows the job down.
     *
     * @param bytes of the row, encoded
     */
    void rowTaken(int bytes) throws InterruptedException;

    /** Takes a batch; after it the batch is the delivery's. */
    void accept(InsertCommittable batch) throws IOException, InterruptedException;

    /** The batches to keep in the checkpoint whose barrier passes now; they are the committer's afterwards. */
    Collection<InsertCommittable> takeForCheckpoint();

    @Override
    void close();
}
