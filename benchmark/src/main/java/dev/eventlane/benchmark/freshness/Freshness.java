package dev.eventlane.benchmark.freshness;

import dev.eventlane.benchmark.workload.Operation;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the probes saw.
 *
 * @param micros from 202 until a reader saw it, for each operation that was probed
 * @param notAccepted probes that the server did not accept
 * @param neverSeen accepted probes that no reader saw until the end of the wait
 */
public record Freshness(Map<Operation, Histogram> micros, int notAccepted, int neverSeen) {
    public Freshness {
        micros = Map.copyOf(micros);
    }
}
