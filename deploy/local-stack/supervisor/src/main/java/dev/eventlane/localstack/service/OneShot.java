package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.LastWords;
import dev.eventlane.localstack.process.Launch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a program that does one thing and ends. */
public final class OneShot {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private OneShot() {}

    /** Runs it to its end; fails with a {@link LocalStackException} and its last lines if it fails or takes too long. */
    public static void run(Launch launch) {
        Process process = launch.start();
        try {
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failure(launch, "did not end within " + BOUND.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw failure(launch, "failed with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while running " + launch.name(), e);
        }
    }

    private static LocalStackException failure(Launch launch, String what) {
        return new LocalStackException("%s %s; %s".formatted(launch.name(), what, LastWords.of(launch)));
    }
}
