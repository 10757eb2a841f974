package dev.eventlane.localstack.api;

/** What became of the probe event. */
public sealed interface ProbeOutcome {
    /** It came through all of the pipeline, and was deleted again. */
    record Passed() implements ProbeOutcome {}

    /**
     * It was accepted, and did not come through in time: the job works through a backlog, or does not work.
     *
     * @param awaited what was waited for, and how long
     */
    record Late(String awaited) implements ProbeOutcome {}

    /** It was not accepted: something is broken. */
    record Failed(String reason) implements ProbeOutcome {}
}
