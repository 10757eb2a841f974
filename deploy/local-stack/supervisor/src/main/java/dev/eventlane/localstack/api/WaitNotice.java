package dev.eventlane.localstack.api;

import dev.eventlane.localstack.Progress;
import java.time.Duration;

/** Tells whoever waits, now and then, what is waited for. For one thread. */
final class WaitNotice {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final String awaited;
    private final Duration bound;
    private final Progress progress;
    private final long start = System.nanoTime();
    private Duration next = INTERVAL;

    /** Of a wait that begins now. */
    WaitNotice(String awaited, Duration bound, Progress progress) {
        this.awaited = awaited;
        this.bound = bound;
        this.progress = progress;
    }

    void sayIfDue() {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.compareTo(next) >= 0) {
            next = next.plus(INTERVAL);
            progress.say(
                    "waiting for %s: %d s of at most %d s".formatted(awaited, waited.toSeconds(), bound.toSeconds()));
        }
    }
}
