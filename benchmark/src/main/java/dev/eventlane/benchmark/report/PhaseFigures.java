package dev.eventlane.benchmark.report;

import dev.eventlane.benchmark.load.LatencyKind;
import dev.eventlane.benchmark.load.PhaseResult;

/**
 * A phase.
 *
 * @param latencyMs of requests
 * @param correctedLatencyMs of a closed loop, corrected for coordinated omission; {@code null} where that is not needed
 * @param refused answers that asked to send operations again
 * @param broken connections that ended in mid-request
 */
public record PhaseFigures(
        String phase,
        int operations,
        double seconds,
        double perSecond,
        LatencyKind latencyKind,
        Percentiles latencyMs,
        Percentiles correctedLatencyMs,
        long refused,
        long broken) {

    public static PhaseFigures of(PhaseResult result) {
        return new PhaseFigures(
                result.operation().label(),
                result.operations(),
                result.seconds(),
                result.perSecond(),
                result.kind(),
                Percentiles.of(result.micros()),
                result.kind() == LatencyKind.SERVICE_TIME ? Percentiles.of(result.correctedMicros()) : null,
                result.refused(),
                result.broken());
    }
}
