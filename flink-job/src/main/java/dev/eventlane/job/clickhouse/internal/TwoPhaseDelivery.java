package dev.eventlane.job.clickhouse.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Exactly once: batches wait for the barrier, go into the checkpoint, and are inserted when it is complete. */
final class TwoPhaseDelivery implements Delivery {

    private final PendingRows pending;
    private final Throttle throttle;
    private List<InsertCommittable> held = new ArrayList<>();

    TwoPhaseDelivery(PendingRows pending, Throttle throttle) {
        this.pending = pending;
        this.throttle = throttle;
    }

    @Override
    public void rowTaken(int bytes) throws InterruptedException {
        throttle.rowTaken(bytes);
    }

    @Override
    public void accept(InsertCommittable batch) {
        held.add(batch);
        pending.addIfShared(batch);
    }

    @Override
    public Collection<InsertCommittable> takeForCheckpoint() {
        List<InsertCommittable> taken = held;
        held = new ArrayList<>();
        return taken;
    }

    @Override
    public void close() {
        // What is held is younger than the last checkpoint: the source brings it again.
    }
}
