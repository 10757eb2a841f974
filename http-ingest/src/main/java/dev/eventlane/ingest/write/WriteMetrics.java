package dev.eventlane.ingest.write;

import dev.eventlane.http.metrics.MetricFamily;
import dev.eventlane.http.metrics.MetricType;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what became of operations. */
public final class WriteMetrics {
    private static final MetricFamily ACCEPTED = MetricFamily.of(
            "eventlane_operations_accepted_total",
            MetricType.COUNTER,
            "Operations that were answered as accepted: Kafka has them");
    private static final MetricFamily REJECTED = MetricFamily.of(
            "eventlane_operations_rejected_total",
            MetricType.COUNTER,
            "Operations that were not taken, by reason: "
                    + Arrays.stream(RefusalReason.values())
                            .map(reason -> "`" + reason.tag() + "`")
                            .collect(Collectors.joining(", ")),
            "reason");

    /** Its families, for the reference. */
    public static final List<MetricFamily> FAMILIES = List.of(ACCEPTED, REJECTED);

    private final Counter accepted;
    private final Map<RefusalReason, Counter> rejected = new EnumMap<>(RefusalReason.class);

    public WriteMetrics(MeterRegistry registry) {
        accepted = Counter.builder(ACCEPTED.name())
                .description(ACCEPTED.description())
                .register(registry);
        for (RefusalReason reason : RefusalReason.values()) {
            Counter counter = Counter.builder(REJECTED.name())
                    .description(REJECTED.description())
                    .tag("reason", reason.tag())
                    .register(registry);
            rejected.put(reason, counter);
        }
    }

    void count(WriteOutcome outcome) {
        if (outcome instanceof Refused refused) {
            rejected.get(refused.reason()).increment();
        } else {
            accepted.increment();
        }
    }
}
