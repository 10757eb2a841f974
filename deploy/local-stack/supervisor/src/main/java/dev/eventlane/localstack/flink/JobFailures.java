package dev.eventlane.localstack.flink;

import java.util.List;
import java.util.Optional;

/**
 * How a job failed since its JobManager knows it.
 *
 * @param causes each in one line, the last failure first
 */
public record JobFailures(List<String> causes) {
    /** So often a job may fail that works: a TaskManager may die at any time. */
    private static final int BORNE = 2;

    public static final JobFailures NONE = new JobFailures(List.of());

    public JobFailures {
        causes = List.copyOf(causes);
    }

    /** Whether the job fails again and again. */
    public boolean areRepeated() {
        return causes.size() > BORNE;
    }

    /** The cause of the last failure; empty if there was none. */
    public Optional<String> lastCause() {
        return causes.stream().findFirst();
    }
}
