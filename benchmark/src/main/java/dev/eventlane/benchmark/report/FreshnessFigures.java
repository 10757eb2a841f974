package dev.eventlane.benchmark.report;

import dev.eventlane.benchmark.freshness.Freshness;
import java.util.EnumMap;
import java.util.List;

/**
 * How fresh reads were during the load.
 *
 * @param probes for each operation that was probed
 * @param notAccepted probes that the server did not accept
 * @param neverSeen accepted probes that no reader saw
 */
public record FreshnessFigures(List<Probed> probes, int notAccepted, int neverSeen) {
    public FreshnessFigures {
        probes = List.copyOf(probes);
    }

    /**
     * One kind of operation.
     *
     * @param ms from 202 until a reader saw it
     */
    public record Probed(String operation, Percentiles ms) {}

    public static FreshnessFigures of(Freshness freshness) {
        if (freshness.micros().isEmpty()) {
            return new FreshnessFigures(List.of(), freshness.notAccepted(), freshness.neverSeen());
        }
        List<Probed> probes = new EnumMap<>(freshness.micros())
                .entrySet().stream()
                        .map(entry -> new Probed(entry.getKey().label(), Percentiles.of(entry.getValue())))
                        .toList();
        return new FreshnessFigures(probes, freshness.notAccepted(), freshness.neverSeen());
    }
}
