package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.RetryBackoff;
import java.util.function.DoubleSupplier;

/** The waits of one insert, growing from attempt to attempt. */
final class Backoff {

    private final long longestMillis;
    private final DoubleSupplier random;
    private long nextMillis;

    /** @param random numbers from 0 to 1 */
    Backoff(RetryBackoff bounds, DoubleSupplier random) {
        this.nextMillis = bounds.shortest().toMillis();
        this.longestMillis = bounds.longest().toMillis();
        this.random = random;
    }

    /** The next wait in milliseconds: from half of the bound to all of it. */
    long nextMillis() {
        long bound = nextMillis;
        nextMillis = Math.min(longestMillis, 2 * bound);
        return Math.max(1, Math.round(bound * (0.5 + 0.5 * random.getAsDouble())));
    }
}
