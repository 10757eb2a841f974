package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventState.Stored;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows the newest version of every event that is no longer in state. */
public interface EventArchive extends AutoCloseable {
    /**
     * Looks an event up without blocking, unless too many are being looked up already. While the archive is away, it is asked again
     * until it answers.
     *
     * @return its newest version, a tombstone too; empty if it was never heard of. Fails only if it will never be answered
     * @throws InterruptedException if the job is being cancelled
     */
    CompletableFuture<Optional<Stored>> find(EventKey key) throws InterruptedException;

    @Override
    void close();

    /** Travels to the subtasks and opens the archive there. */
    interface Factory extends Serializable {
        EventArchive open();
    }
}
