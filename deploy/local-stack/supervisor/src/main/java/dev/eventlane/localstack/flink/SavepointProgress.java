package dev.eventlane.localstack.flink;

/** How far a savepoint has come. */
public sealed interface SavepointProgress {
    /** It is being written. */
    record Pending() implements SavepointProgress {}

    /** It is complete. */
    record Done(String location) implements SavepointProgress {}

    /** It will not be; the job goes on as before. */
    record Failed(String reason) implements SavepointProgress {}
}
