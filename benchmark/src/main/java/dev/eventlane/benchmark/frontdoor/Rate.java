package dev.eventlane.benchmark.frontdoor;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Counts answers and their latencies. Used by one thread. */
final class Rate implements Consumer<Answer> {
    private static final long MAX_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final int DIGITS = 3;
    private static final int ACCEPTED = 202;
    private static final byte[] ANY = {};

    private final byte[] bodyStart;
    private long startedAt = Long.MAX_VALUE;
    private long endedAt;
    private final Histogram micros = new Histogram(MAX_MICROS, DIGITS);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long accepted;

    /** Expects 202 with any body. */
    Rate() {
        this(ANY);
    }

    /** Expects 202 with a body that begins so. */
    Rate(byte[] bodyStart) {
        this.bodyStart = bodyStart;
    }

    @Override
    public void accept(Answer answer) {
        startedAt = Math.min(startedAt, answer.dueAt());
        endedAt = answer.endedAt();
        statuses.merge(answer.status(), 1L, Long::sum);
        micros.recordValue(Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(answer.latencyNanos())));
        if (answer.status() == ACCEPTED && answer.bodyStartsWith(bodyStart)) {
            accepted++;
        }
    }

    /** Answered as expected, from the first request to the last answer. */
    double acceptedPerSecond() {
        return accepted * 1e9 / (endedAt - startedAt);
    }

    long accepted() {
        return accepted;
    }

    Map<Integer, Long> statuses() {
        return statuses;
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
