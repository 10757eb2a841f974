package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventState.Stored;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions to the archive that are not answered yet. They are not part of state: after a restart they are asked again. One
 * that fails is asked again for as long as it takes; the operations that wait for it are in state.
 */
final class Recalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recalls.class);
    private static final long FIRST_LOOK_MILLIS = 10;
    private static final long RETRY_MILLIS = 1_000;
    private static final long LOG_EVERY_MILLIS = 10_000;

    private final Supplier<EventArchive> archives;
    private final LifecycleMetrics metrics;
    private final Map<EventKey, Question> asked = new HashMap<>();
    private EventArchive archive;
    private long loggedAt = Long.MIN_VALUE;

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

    /** Asks, unless it was asked already. */
    void ask(EventKey key) throws InterruptedException {
        if (asked.containsKey(key)) {
            return;
        }
        if (archive == null) {
            archive = archives.get();
        }
        asked.put(key, new Question(archive.find(key), now()));
    }

    /** When it is worth looking for the answer again, in ms from now: the longer it takes, the more seldom. */
    long lookAfterMillis(EventKey key) {
        Question question = asked.get(key);
        return question == null
                ? RETRY_MILLIS
                : Math.max(FIRST_LOOK_MILLIS, Math.min(RETRY_MILLIS, now() - question.askedAt));
    }

    boolean isAnswered(EventKey key) throws InterruptedException {
        ask(key);
        CompletableFuture<Optional<Stored>> answer = asked.get(key).answer;
        if (answer.isCompletedExceptionally()) {
            asked.remove(key);
            failed(answer.<Throwable>handle((stored, failure) -> failure).join());
            return false;
        }
        return answer.isDone();
    }

    /**
     * The answer, waited for if need be. That holds up the whole subtask: only where the alternative is to let more and more
     * operations wait in state.
     *
     * @return the event's newest version; empty if there is no such event
     */
    Optional<Stored> take(EventKey key) throws InterruptedException {
        while (true) {
            ask(key);
            try {
                return found(asked.remove(key).answer.get());
            } catch (ExecutionException e) {
                failed(e.getCause());
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
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

    private Optional<Stored> found(Optional<Stored> stored) {
        metrics.recalled(stored.isPresent());
        return stored;
    }

    private void failed(Throwable cause) {
        metrics.recallFailed();
        long now = now();
        if (loggedAt == Long.MIN_VALUE || now - loggedAt > LOG_EVERY_MILLIS) {
            loggedAt = now;
            LOG.warn(
                    "events that are not in state cannot be looked up in ClickHouse; their operations wait, and it is tried again",
                    cause);
        }
    }
}
