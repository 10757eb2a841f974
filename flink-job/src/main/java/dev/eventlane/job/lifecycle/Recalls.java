package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventState.Stored;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The questions to the archive that are not answered yet. They are not part of state: after a restart they are asked again.
 */
final class Recalls implements AutoCloseable {
    private static final long FIRST_LOOK_MILLIS = 10;
    private static final long LAST_LOOK_MILLIS = 1_000;

    private final Supplier<EventArchive> archives;
    private final LifecycleMetrics metrics;
    private final Map<EventKey, Question> asked = new HashMap<>();
    private EventArchive archive;

    /** Read by the reporter's thread. */
    private volatile int open;

    private record Question(CompletableFuture<Optional<Stored>> answer, long askedAt) {}

    /**
     * Asks nothing yet.
     *
     * @param archives opens the archive when it is asked for the first time
     */
    Recalls(Supplier<EventArchive> archives, LifecycleMetrics metrics) {
        this.archives = archives;
        this.metrics = metrics;
    }

    /** How many events are being looked up. */
    int open() {
        return open;
    }

    /** Asks, unless it was asked already. Blocks while the archive has as many questions as it takes. */
    void ask(EventKey key) throws InterruptedException {
        if (asked.containsKey(key)) {
            return;
        }
        if (archive == null) {
            archive = archives.get();
        }
        asked.put(key, new Question(archive.find(key), now()));
        open = asked.size();
    }

    /** When it is worth looking for the answer again, in ms from now: the longer it takes, the more seldom. */
    long lookAfterMillis(EventKey key) {
        return Math.max(FIRST_LOOK_MILLIS, Math.min(LAST_LOOK_MILLIS, now() - asked.get(key).askedAt));
    }

    boolean isAnswered(EventKey key) throws InterruptedException {
        ask(key);
        return asked.get(key).answer.isDone();
    }

    /**
     * The answer, waited for if need be. That holds up the whole subtask: only where the alternative is to let more and more
     * operations wait in state.
     *
     * @return the event's newest version; empty if there is no such event
     * @throws ExecutionException if the archive is broken for good
     */
    Optional<Stored> take(EventKey key) throws InterruptedException, ExecutionException {
        ask(key);
        Optional<Stored> stored = asked.remove(key).answer.get();
        open = asked.size();
        metrics.recalled(stored.isPresent());
        return stored;
    }

    @Override
    public void close() {
        if (archive != null) {
            archive.close();
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
