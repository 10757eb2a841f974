package dev.eventlane.client;

import static dev.eventlane.client.QueueLimits.MAX_BATCH_BYTES;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue between {@link EventClient#track} and the thread that sends. Takes events from any thread without ever waiting
 * for that one; counts what becomes of each. Everything that is not settled counts against the limits: also what is under way.
 */
final class EventQueue {
    private final QueueLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final Deque<Item> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long unsettledBytes;
    private long flushUpTo;
    private boolean isClosed;
    /** Of {@link System#nanoTime}; counts once it is closed. */
    private long deadline;

    private long taken;
    private long refused;
    private long accepted;
    private long rejected;
    private long lost;
    private long retries;

    EventQueue(QueueLimits limits) {
        this.limits = limits;
    }

    @SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
    private record Item(long since, byte[] json) {}

    /** Takes it, unless there is no room or the queue is closed; then it counts as dropped. */
    boolean offer(byte[] json) {
        lock.lock();
        try {
            if (isClosed || unsettled() >= limits.maxEvents() || unsettledBytes + json.length > limits.maxBytes()) {
                refused++;
                return false;
            }
            taken++;
            unsettledBytes += json.length;
            waitingBytes += json.length;
            waiting.add(new Item(System.nanoTime(), json));
            // The first starts the clock of its batch; those between it and a full batch change nothing.
            if (waiting.size() == 1 || isFullBatch()) {
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a batch is due; empty = closed, and nothing is left to send. */
    List<byte[]> nextBatch() throws InterruptedException {
        lock.lock();
        try {
            while (!isDue()) {
                if (waiting.isEmpty()) {
                    if (isClosed) {
                        return List.of();
                    }
                    changed.await();
                } else {
                    changed.awaitNanos(limits.flushInterval().toNanos() - age());
                }
            }
            List<byte[]> batch = new ArrayList<>();
            int room = MAX_BATCH_BYTES;
            do {
                byte[] json = poll();
                batch.add(json);
                room -= json.length;
            } while (!waiting.isEmpty()
                    && batch.size() < limits.batchSize()
                    && waiting.peek().json().length <= room);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void settleAccepted(Collection<byte[]> items) {
        lock.lock();
        try {
            accepted += items.size();
            settle(items);
        } finally {
            lock.unlock();
        }
    }

    void settleRejected(Collection<byte[]> items) {
        lock.lock();
        try {
            rejected += items.size();
            settle(items);
        } finally {
            lock.unlock();
        }
    }

    void settleLost(Collection<byte[]> items) {
        lock.lock();
        try {
            lost += items.size();
            settle(items);
        } finally {
            lock.unlock();
        }
    }

    /** Counts as lost what {@link #nextBatch} gave and nobody settled. */
    void settleUnderWay() {
        lock.lock();
        try {
            lost += unsettled() - waiting.size();
            unsettledBytes = waitingBytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void countRetry() {
        lock.lock();
        try {
            retries++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits before a repeat; at once {@code false} if {@link #close} does not leave that much time. */
    boolean rest(Duration time) throws InterruptedException {
        long due = System.nanoTime() + time.toNanos();
        lock.lock();
        try {
            while (!isClosed || due - deadline <= 0) {
                long left = due - System.nanoTime();
                if (left <= 0) {
                    return true;
                }
                changed.awaitNanos(left);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything that was taken before is settled; {@code false} if that takes longer. */
    boolean flush(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            return awaitSettled(System.nanoTime() + timeout.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, waits as {@link #flush} does, then gives up what is left; {@code false} if that is anything. */
    boolean close(Duration timeout) throws InterruptedException {
        lock.lock();
        try {
            isClosed = true;
            deadline = System.nanoTime() + timeout.toNanos();
            boolean isSettled = awaitSettled(deadline);
            while (!waiting.isEmpty()) {
                lost++;
                unsettledBytes -= poll().length;
            }
            changed.signalAll();
            return isSettled && lost == 0;
        } finally {
            lock.unlock();
        }
    }

    TrackStats stats() {
        lock.lock();
        try {
            return new TrackStats(
                    taken + refused, accepted, rejected, refused + lost, unsettled(), unsettledBytes, retries);
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitSettled(long until) throws InterruptedException {
        long target = taken;
        flushUpTo = Math.max(flushUpTo, target);
        changed.signalAll();
        while (settled() < target) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            changed.awaitNanos(left);
        }
        return true;
    }

    private void settle(Collection<byte[]> items) {
        items.forEach(json -> unsettledBytes -= json.length);
        changed.signalAll();
    }

    private long settled() {
        return accepted + rejected + lost;
    }

    private long unsettled() {
        return taken - settled();
    }

    private boolean isDue() {
        boolean isFlushed = taken - waiting.size() < flushUpTo;
        return !waiting.isEmpty()
                && (isFlushed
                        || isFullBatch()
                        || age() >= limits.flushInterval().toNanos());
    }

    private boolean isFullBatch() {
        return waiting.size() >= limits.batchSize() || waitingBytes >= MAX_BATCH_BYTES;
    }

    /** Of the first that waits, in nanoseconds. */
    private long age() {
        return System.nanoTime() - waiting.element().since();
    }

    private byte[] poll() {
        byte[] json = waiting.remove().json();
        waitingBytes -= json.length;
        return json;
    }
}
