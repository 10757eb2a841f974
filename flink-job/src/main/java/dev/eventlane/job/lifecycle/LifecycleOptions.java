package dev.eventlane.job.lifecycle;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the life cycle remembers, in Kafka's time. The deadlines are not part of state: a changed option counts at once for
 * what waits already, at the latest when its old deadline has passed.
 *
 * @param pendingTtl how long an update or delete waits for its create
 * @param tombstoneTtl how long a deleted event stays in state; until then nothing brings it back
 */
public record LifecycleOptions(Duration pendingTtl, Duration tombstoneTtl) implements Serializable {}
