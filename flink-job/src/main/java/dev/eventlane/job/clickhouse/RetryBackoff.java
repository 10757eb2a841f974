package dev.eventlane.job.clickhouse;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The waits between attempts of an insert that may succeed later. Each wait doubles the one before, up to the longest;
 * a random part of it is left out, so that subtasks do not return all at once.
 *
 * @param shortest the first wait, at least 1 ms
 * @param longest the bound of all waits, at least the shortest and at most 10 minutes
 */
@PublicEvolving
public record RetryBackoff(Duration shortest, Duration longest) implements Serializable {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** From 100 ms to 10 s: a server that restarts is back in a second, one that is gone is asked six times a minute. */
    public static final RetryBackoff DEFAULT = new RetryBackoff(Duration.ofMillis(100), Duration.ofSeconds(10));

    public RetryBackoff {
        requireNonNull(shortest, "shortest is null");
        requireNonNull(longest, "longest is null");
        if (shortest.toMillis() < 1) {
            throw new IllegalArgumentException("The shortest wait is " + shortest + "; it must be at least 1 ms");
        }
        if (longest.compareTo(shortest) < 0 || longest.compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "The longest wait is " + longest + "; it must be from the shortest (" + shortest + ") to " + LIMIT);
        }
    }
}
