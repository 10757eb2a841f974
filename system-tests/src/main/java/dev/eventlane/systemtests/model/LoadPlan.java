package dev.eventlane.systemtests.model;

import java.time.Duration;

/**
 * How a load is to be.
 *
 * @param seed every choice comes from it
 * @param operations after how many it ends by itself
 * @param connections how many send at the same time
 * @param pause how long each waits before its next operation
 */
public record LoadPlan(long seed, long operations, int connections, Duration pause) {
    private static final int CONNECTIONS = 8;

    /** So many operations as fast as they are accepted. */
    public static LoadPlan of(long seed, long operations) {
        return new LoadPlan(seed, operations, CONNECTIONS, Duration.ZERO);
    }

    /** At a bounded rate until it is stopped. */
    public static LoadPlan steady(long seed) {
        return new LoadPlan(seed, Long.MAX_VALUE, CONNECTIONS, Duration.ofMillis(20));
    }
}
