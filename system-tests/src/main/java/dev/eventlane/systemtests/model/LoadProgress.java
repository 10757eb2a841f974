package dev.eventlane.systemtests.model;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How far the connections of a load are, and how far they shall go. */
final class LoadProgress {
    private final AtomicLong wanted;
    private final long pauseNanos;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    LoadProgress(LoadPlan plan) {
        this.wanted = new AtomicLong(plan.operations());
        this.pauseNanos = plan.pause().toNanos();
    }

    /** Whether a connection shall send one more; holds it up for the pause between two. */
    boolean isWanted() {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        return !stopped.get() && wanted.getAndDecrement() > 0;
    }

    void accepted() {
        accepted.incrementAndGet();
    }

    void retried() {
        retries.incrementAndGet();
    }

    void stop() {
        stopped.set(true);
    }

    long acceptedCount() {
        return accepted.get();
    }

    long retryCount() {
        return retries.get();
    }
}
