package dev.eventlane.localstack.flink;

import java.util.Set;

/**
 * A job that a JobManager knows.
 *
 * @param id Flink's ID of it
 * @param state in Flink's words, such as {@code RUNNING}
 */
public record JobState(String id, String name, String state) {
    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    /** Whether it runs or will run again by itself. */
    public boolean isLive() {
        return !ENDED.contains(state);
    }

    public boolean isRunning() {
        return state.equals("RUNNING");
    }
}
