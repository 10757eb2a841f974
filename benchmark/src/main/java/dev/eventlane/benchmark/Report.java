package dev.eventlane.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The result of a run.
 *
 * @param phases in the order in which they ran
 * @param untilQueryable from the first request until readers saw every operation
 * @param refusals how often a write was refused with 503 and sent again
 * @param wrongRows events that readers saw wrong, not at all, or twice
 */
record Report(List<Phase> phases, Duration untilQueryable, long refusals, int wrongRows) {
    private static final double MICROS_PER_MILLI = 1_000;

    String toMarkdown() {
        StringBuilder text = new StringBuilder();
        line(text, "| phase | operations | seconds | per second | p50 ms | p95 ms | p99 ms | max ms |");
        line(text, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        int operations = 0;
        for (Phase phase : phases) {
            operations += phase.count();
            line(
                    text,
                    "| %s | %,d | %.1f | %,.0f | %.1f | %.1f | %.1f | %.1f |",
                    phase.name(),
                    phase.count(),
                    seconds(phase.duration()),
                    phase.perSecond(),
                    millis(phase, 50),
                    millis(phase, 95),
                    millis(phase, 99),
                    phase.latencies().getMaxValue() / MICROS_PER_MILLI);
        }
        line(text, "");
        line(
                text,
                "%,d operations, all queryable %.1f s after the first was sent: %,.0f operations per second.",
                operations,
                seconds(untilQueryable),
                operations / seconds(untilQueryable));
        line(text, "Refused with 503 and sent again: %,d. Events read back wrong: %,d.", refusals, wrongRows);
        return text.toString();
    }

    private static double millis(Phase phase, double percentile) {
        return phase.latencies().getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
