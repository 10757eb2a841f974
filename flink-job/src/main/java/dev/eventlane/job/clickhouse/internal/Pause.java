package dev.eventlane.job.clickhouse.internal;

/** Waits; a test need not. */
@FunctionalInterface
interface Pause {

    void millis(long millis) throws InterruptedException;
}
