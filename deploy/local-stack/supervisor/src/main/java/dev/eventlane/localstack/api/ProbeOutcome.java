package dev.eventlane.localstack.api;

/** What became of the probe event. */
public sealed interface ProbeOutcome {
    /** It came through all of the pipeline, and was deleted again. */
    record Passed() implements ProbeOutcome {}

    /** It was not let in: API keys are configured, and the local stack has none. */
    record NotAllowed() implements ProbeOutcome {}

    /** Something is broken. */
    record Failed(String reason) implements ProbeOutcome {}
}
