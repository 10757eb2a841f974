package dev.eventlane.localstack.service;

import dev.eventlane.localstack.process.Launch;
import java.time.Duration;

/** A server of the local stack: how it is prepared, started and asked whether it is ready. Holds no state. */
public interface Service {
    /** What people call it; also the name of its files. */
    String name();

    /** The port on which others reach it. */
    int port();

    /**
     * Writes its configuration and formats its storage where that was not done before. Called before every start.
     *
     * @throws dev.eventlane.localstack.LocalStackException if it cannot be prepared
     */
    void prepare();

    Launch launch();

    /** Whether it serves now. */
    boolean isReady();

    /** How long it may take until {@link #isReady()}. */
    default Duration readyWithin() {
        return Duration.ofMinutes(3);
    }

    /** How long it may take to end by itself. */
    default Duration stopsWithin() {
        return Duration.ofSeconds(20);
    }
}
