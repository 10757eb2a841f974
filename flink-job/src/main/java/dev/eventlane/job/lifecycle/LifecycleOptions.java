package dev.eventlane.job.lifecycle;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the life cycle remembers, in Kafka's time. The deadlines are not part of state: a changed option counts at once for
 * what waits already, at the latest when its old deadline has passed.
 *
 * @param pendingTtl how long an update or delete waits for its create
 * @param tombstoneTtl how long a deleted event stays in state, if {@code stateTtl} does not say otherwise; until then nothing
 *     brings it back
 * @param stateTtl for how long after its last operation an event stays in state; an event that changes later is read back from
 *     ClickHouse. {@code null} = for ever
 */
public record LifecycleOptions(Duration pendingTtl, Duration tombstoneTtl, Duration stateTtl) implements Serializable {
    /** Whether the state of an event may be dropped while ClickHouse still has the event. */
    boolean forgets() {
        return stateTtl != null;
    }
}
