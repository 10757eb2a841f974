package dev.eventlane.benchmark.report;

import org.HdrHistogram.Histogram;

/**
 * A distribution, in milliseconds.
 *
 * @param count of how many values
 */
public record Percentiles(long count, double p50, double p90, double p95, double p99, double p999, double max) {
    private static final double MICROS_PER_MILLI = 1_000;

    /** Of microseconds. */
    public static Percentiles of(Histogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                millis(micros, 50),
                millis(micros, 90),
                millis(micros, 95),
                millis(micros, 99),
                millis(micros, 99.9),
                micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static double millis(Histogram micros, double percentile) {
        // A bucket is named by its upper end, which can lie above the largest value that fell into it.
        return Math.min(micros.getMaxValue(), micros.getValueAtPercentile(percentile)) / MICROS_PER_MILLI;
    }
}
