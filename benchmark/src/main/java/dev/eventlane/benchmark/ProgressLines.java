package dev.eventlane.benchmark;

import dev.eventlane.benchmark.load.ProgressListener;
import dev.eventlane.benchmark.workload.Operation;
import java.io.PrintWriter;
import java.util.Locale;

/** Writes a line every few seconds, and one at the end of a phase. */
final class ProgressLines implements ProgressListener {
    private static final double EVERY_SECONDS = 5;

    private final Operation operation;
    private final int count;
    private final PrintWriter log;
    private double next = EVERY_SECONDS;

    ProgressLines(Operation operation, int count, PrintWriter log) {
        this.operation = operation;
        this.count = count;
        this.log = log;
    }

    @Override
    public void progressed(int accepted, double seconds) {
        if (accepted == count || seconds >= next) {
            next = seconds + EVERY_SECONDS;
            log.println(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d, %,.0f per second",
                    operation.label(),
                    accepted,
                    count,
                    accepted / seconds));
            log.flush();
        }
    }
}
