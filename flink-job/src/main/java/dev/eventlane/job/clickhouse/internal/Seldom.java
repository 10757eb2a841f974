package dev.eventlane.job.clickhouse.internal;

import java.time.Clock;
import java.time.Duration;

/** Keeps a log readable: due at once, and then every ten seconds at most. */
final class Seldom {

    private static final long SILENCE_MILLIS = Duration.ofSeconds(10).toMillis();

    private final Clock clock;
    private long lastMillis;

    Seldom(Clock clock) {
        this.clock = clock;
        this.lastMillis = clock.millis() - SILENCE_MILLIS;
    }

    boolean isDue() {
        long now = clock.millis();
        if (now - lastMillis < SILENCE_MILLIS) {
            return false;
        }
        lastMillis = now;
        return true;
    }
}
