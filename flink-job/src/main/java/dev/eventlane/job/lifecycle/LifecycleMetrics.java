package dev.eventlane.job.lifecycle;

import dev.eventlane.job.deadletter.DeadLetter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what became of operations. */
final class LifecycleMetrics {
    private final Map<Effect, Counter> effects = new EnumMap<>(Effect.class);
    private final Map<DeadLetter.Reason, Counter> deadLetters = new EnumMap<>(DeadLetter.Reason.class);

    LifecycleMetrics(MetricGroup group) {
        for (Effect effect : Effect.values()) {
            effects.put(effect, group.counter("operations_" + effect.name().toLowerCase(Locale.ROOT)));
        }
        for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
            deadLetters.put(
                    reason, group.counter("dead_letters_" + reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void count(Effect effect) {
        effects.get(effect).inc();
    }

    void count(DeadLetter.Reason reason) {
        deadLetters.get(reason).inc();
    }
}
