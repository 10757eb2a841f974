package dev.eventlane.benchmark.frontdoor;

import java.time.Duration;

/**
 * Processor time that the processes have used so far. On a machine that is busy with other things too, the time that a request
 * costs tells more than how many there were in a second.
 *
 * @param server of the server that is measured
 * @param broker of Kafka
 * @param load of this process
 */
record CpuTime(Duration server, Duration broker, Duration load) {
    private static final double NANOS_PER_MICRO = 1_000;

    static CpuTime of(long serverPid, long brokerPid) {
        return new CpuTime(
                of(ProcessHandle.of(serverPid).orElseThrow()),
                of(ProcessHandle.of(brokerPid).orElseThrow()),
                of(ProcessHandle.current()));
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What one request cost since then, in microseconds. */
    String perRequestSince(CpuTime before, long requests) {
        return "%.1f us server, %.1f us broker, %.1f us load"
                .formatted(
                        micros(server.minus(before.server), requests),
                        micros(broker.minus(before.broker), requests),
                        micros(load.minus(before.load), requests));
    }

    private static double micros(Duration duration, long requests) {
        return duration.toNanos() / NANOS_PER_MICRO / Math.max(1, requests);
    }
}
