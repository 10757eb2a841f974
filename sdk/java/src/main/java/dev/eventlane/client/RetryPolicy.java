package dev.eventlane.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is sent, and how long to wait in between.
 *
 * @param attempts in all; at least 1
 * @param delay before the second attempt; it doubles with each one
 */
record RetryPolicy(int attempts, Duration delay) {
    /** Waits double up to here. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /**
     * How long to wait. What the server asks for is kept; otherwise the waits of many clients are spread, so that they do not all
     * come back at the same moment.
     *
     * @param failures attempts in a row that have failed; at least 1
     */
    Duration waitAfter(int failures, Optional<Duration> retryAfter) {
        return retryAfter.orElseGet(() -> {
            long longest = delay.toMillis();
            for (int i = 1; i < failures && longest < LONGEST_WAIT.toMillis(); i++) {
                longest *= 2;
            }
            longest = Math.min(longest, LONGEST_WAIT.toMillis());
            return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        });
    }
}
