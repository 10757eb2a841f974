package dev.eventlane.http.metrics;

import dev.eventlane.http.RefusalCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts the requests that were refused for what they are or whose they are, before their route was asked. */
final class RefusalMetrics implements RefusalCounts {
    private static final MetricFamily REFUSED = MetricFamily.of(
            "eventlane_refused_requests_total",
            MetricType.COUNTER,
            "Requests that were refused before their route was asked, by reason (`rate`: over the key's rate) and by the name of the"
                    + " key, empty where none is known",
            "reason",
            "key");

    /** Its families, for the reference. */
    static final List<MetricFamily> FAMILIES = List.of(REFUSED.whenItHappens());

    private final MeterProvider<Counter> refused;

    RefusalMetrics(MeterRegistry registry) {
        refused = Counter.builder(REFUSED.name())
                .description(REFUSED.description())
                .withRegistry(registry);
    }

    @Override
    public void count(Reason reason, String caller) {
        refused.withTags("reason", reason.tag(), "key", caller).increment();
    }
}
