package dev.eventlane.systemtests.chaos;

import java.time.Duration;

/**
 * How long a stack took to recover, from the kill, or from the end of what was done to it.
 *
 * @param back until every process served again
 * @param caughtUp until events that were sent after that could be read
 */
public record Recovery(Duration back, Duration caughtUp) {
    static final Recovery NONE = new Recovery(Duration.ZERO, Duration.ZERO);
}
