package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.workload.Operation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a phase took.
 *
 * @param operations all of which were accepted
 * @param duration from its beginning to the last answer
 * @param kind from when on the latencies count
 * @param micros latencies of requests, each until all of its operations were accepted
 * @param refused answers that asked to send operations again
 * @param broken connections that ended in mid-request; its operations were sent again
 */
public record PhaseResult(
        Operation operation,
        int operations,
        Duration duration,
        LatencyKind kind,
        Histogram micros,
        int connections,
        long refused,
        long broken) {

    public double perSecond() {
        return operations / seconds();
    }

    public double seconds() {
        return Math.max(1, duration.toNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /**
     * What the latencies of a closed loop would have been if every connection had gone on sending at its mean pace while a
     * slow answer held it up.
     */
    public Histogram correctedMicros() {
        long requests = Math.max(1, micros.getTotalCount());
        long meanInterval = TimeUnit.NANOSECONDS.toMicros(duration.toNanos() / requests * connections);
        return micros.copyCorrectedForCoordinatedOmission(Math.max(1, meanInterval));
    }
}
