package dev.eventlane.job.lifecycle;

import dev.eventlane.job.deadletter.DeadLetter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what became of operations and of state. */
final class LifecycleMetrics {
    private final Map<Effect, Counter> effects = new EnumMap<>(Effect.class);
    private final Map<DeadLetter.Reason, Counter> deadLetters = new EnumMap<>(DeadLetter.Reason.class);
    private final Counter statesDropped;
    private final Counter recallsFound;
    private final Counter recallsNotFound;

    LifecycleMetrics(MetricGroup group) {
        for (Effect effect : Effect.values()) {
            effects.put(effect, group.counter("operations_" + effect.name().toLowerCase(Locale.ROOT)));
        }
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            deadLetters.put(
                    reason, group.counter("dead_letters_" + reason.name().toLowerCase(Locale.ROOT)));
        }
        statesDropped = group.counter("states_dropped");
        recallsFound = group.counter("recalls_found");
        recallsNotFound = group.counter("recalls_not_found");
    }

    void count(Effect effect) {
        effects.get(effect).inc();
    }

    void count(DeadLetter.Reason reason) {
        deadLetters.get(reason).inc();
    }

    /** A state was dropped that ClickHouse still has, or a tombstone. */
    void dropped() {
        statesDropped.inc();
    }

    /** An event was looked up. */
    void recalled(boolean found) {
        (found ? recallsFound : recallsNotFound).inc();
    }
}
