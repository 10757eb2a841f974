package dev.eventlane.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on bytes that are held in memory at one time. Thread-safe. */
public final class ByteBudget {
    private final long limit;
    private final AtomicLong reserved = new AtomicLong();

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes, or nothing if that would exceed the limit. */
    public boolean tryReserve(long bytes) {
        if (reserved.addAndGet(bytes) > limit) {
            reserved.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Gives back what was taken. */
    public void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** Bytes that are taken now. */
    public long reserved() {
        return reserved.get();
    }
}
