package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Stored;
import java.util.UUID;

/** When the state of an event may be dropped, and when a missing state may have been. All times are in milliseconds since 1970. */
final class StateLifetime {
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final int TIME_ORDERED = 7;

    /** Changes that come close together share a timer. */
    private static final int TIMERS = 8;

    private final LifecycleOptions options;
    private final long shortestTtl;

    /**
     * Creates the rules.
     *
     * @param shortestTtl see {@link ShortestTtl}
     */
    StateLifetime(LifecycleOptions options, long shortestTtl) {
        this.options = options;
        this.shortestTtl = shortestTtl;
    }

    /** From when on the state may be dropped. */
    long end(EventKey key, Stored stored) {
        if (options.forgets()) {
            long touched = Math.max(stored.updatedAt(), stored.operations().last());
            return roundUp(
                    Math.max(touched, made(key.eventId())) + options.stateTtl().toMillis());
        }
        return stored instanceof Deleted
                ? stored.updatedAt() + options.tombstoneTtl().toMillis()
                : FOR_EVER;
    }

    /** How long to wait until a state that could not be dropped is looked at again. */
    long step() {
        return Math.max(1, options.stateTtl().toMillis() / TIMERS);
    }

    private long roundUp(long time) {
        return (time / step() + 1) * step();
    }

    /**
     * Whether an event without state may have had one. A create is spared the question where the event's ID was made so shortly
     * before that its state would still be there: that is every create whose ID the front door made.
     *
     * @param now how far the job has read, at least the operation's own time
     */
    boolean mayBeForgotten(EventKey key, Operation operation, long now) {
        if (shortestTtl == ShortestTtl.NONE) {
            return false;
        }
        return !(operation instanceof Create) || made(key.eventId()) + shortestTtl <= now;
    }

    /** The time inside a UUIDv7. Whoever puts a time of the future there, makes the state stay that much longer. */
    private static long made(UUID id) {
        return id.version() == TIME_ORDERED ? id.getMostSignificantBits() >>> 16 : 0;
    }
}
