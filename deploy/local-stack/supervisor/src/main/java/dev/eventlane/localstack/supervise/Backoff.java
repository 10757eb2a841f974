package dev.eventlane.localstack.supervise;

import java.time.Duration;

/** How long to wait before a process is started again: doubled with every death in a row, within a bound, forever. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /**
     * Whoever lived this long does not fail at its start, and others wait for it: the next death is a first one. One that keeps
     * dying after that costs a start each time, which is no more than the machine does for it anyway.
     */
    private static final Duration HEALTHY = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The wait after a death. */
    Duration after(Duration lived) {
        if (lived.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
