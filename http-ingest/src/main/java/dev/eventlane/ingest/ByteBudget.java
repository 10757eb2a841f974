package dev.eventlane.ingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bound on bytes that are held in memory at one time. Thread-safe.
 *
 * <p>Who can wait for room leaves the last quarter of it to those who cannot: otherwise those who wait would take whatever
 * becomes free, and the others would find nothing.
 */
public final class ByteBudget {
    private static final int SHARE_OF_THE_IMPATIENT = 4;

    private final long limit;
    private final long patientLimit;
    private final AtomicLong reserved = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    public ByteBudget(long limit) {
        this.limit = limit;
        this.patientLimit = limit - limit / SHARE_OF_THE_IMPATIENT;
    }

    /** Takes the bytes, or nothing if that would exceed the limit. */
    public boolean tryReserve(long bytes) {
        return tryReserve(bytes, limit);
    }

    /** Takes the bytes as soon as there is room for them; nothing if there is none within the time. */
    public boolean reserve(long bytes, Duration patience) throws InterruptedException {
        if (tryReservePatiently(bytes)) {
            return true;
        }
        lock.lock();
        waiting.incrementAndGet();
        try {
            long left = patience.toNanos();
            // Tried again after it is known that somebody waits: what is released from here on wakes this thread.
            while (!tryReservePatiently(bytes)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return true;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** Gives back what was taken. */
    public void release(long bytes) {
        reserved.addAndGet(-bytes);
        if (waiting.get() > 0) {
            lock.lock();
            try {
                room.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The most bytes that may be taken. */
    public long limit() {
        return limit;
    }

    /** Bytes that are taken now. */
    public long reserved() {
        return reserved.get();
    }

    /** What alone is larger than the share of the patient may have the whole while nobody else has anything. */
    private boolean tryReservePatiently(long bytes) {
        return tryReserve(bytes, patientLimit)
                || (bytes > patientLimit && bytes <= limit && reserved.compareAndSet(0, bytes));
    }

    private boolean tryReserve(long bytes, long most) {
        long before = reserved.get();
        while (before + bytes <= most) {
            if (reserved.compareAndSet(before, before + bytes)) {
                return true;
            }
            before = reserved.get();
        }
        return false;
    }
}
