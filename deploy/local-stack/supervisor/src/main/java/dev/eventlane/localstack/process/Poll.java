package dev.eventlane.localstack.process;

import dev.eventlane.localstack.LocalStackException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, within a bound, for something that gives no notice. */
public final class Poll {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /** True as soon as the condition holds, false when it never did within the bound. */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        return forValue(bound, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /** The first value that there is, or empty when there was none within the bound. */
    public static <T> Optional<T> forValue(Duration bound, Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent() || System.nanoTime() >= deadline) {
                return value;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting", e);
        }
    }
}
