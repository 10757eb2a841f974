package dev.eventlane.ingest.write;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Collects the verdicts on the items of a batch, which come from many threads and in any order. Thread-safe. */
final class BatchVerdicts {
    /** Every element is written once; that the last one is counted makes all of them visible. */
    private final Verdict[] verdicts;

    private final AtomicInteger open;
    private final WriteMetrics metrics;
    private final Consumer<List<Verdict>> whenAllAreThere;
    private volatile boolean someToRepeat;

    /**
     * Expects a verdict on each item.
     *
     * @param whenAllAreThere told once, in the order of the items, by the thread that brings the last verdict
     */
    BatchVerdicts(int items, WriteMetrics metrics, Consumer<List<Verdict>> whenAllAreThere) {
        this.verdicts = new Verdict[items];
        this.open = new AtomicInteger(items);
        this.metrics = metrics;
        this.whenAllAreThere = whenAllAreThere;
    }

    /** Takes the outcome of an item's operation. */
    void put(int index, UUID eventId, WriteOutcome outcome) {
        metrics.count(outcome);
        put(index, Verdict.of(eventId, outcome));
    }

    /** Takes why an item is no operation. */
    void refuse(int index, WriteOutcome.Invalid invalid) {
        metrics.count(invalid);
        put(index, new Verdict.Rejected(invalid.error()));
    }

    /** Whether an item has to be sent again. */
    boolean someToRepeat() {
        return someToRepeat;
    }

    private void put(int index, Verdict verdict) {
        if (verdict instanceof Verdict.Retry) {
            someToRepeat = true;
        }
        verdicts[index] = verdict;
        if (open.decrementAndGet() == 0) {
            whenAllAreThere.accept(List.of(verdicts));
        }
    }
}
