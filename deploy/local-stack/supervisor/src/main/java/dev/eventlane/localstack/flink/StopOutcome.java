package dev.eventlane.localstack.flink;

/** What became of the attempt to stop the job with a savepoint. */
public sealed interface StopOutcome {
    /** One line for whoever stops the stack. */
    String description();

    /** The next start goes on from this savepoint. */
    record Stopped(String savepoint) implements StopOutcome {
        @Override
        public String description() {
            return "the job stopped with a savepoint: " + savepoint;
        }
    }

    /** There was none; the next start goes on from the newest snapshot, if there is one. */
    record NoJob() implements StopOutcome {
        @Override
        public String description() {
            return "there was no job to stop";
        }
    }

    /** The job could not be stopped in good order; the next start recovers it from its last checkpoint. */
    record NotStopped(String reason) implements StopOutcome {
        @Override
        public String description() {
            return "no savepoint could be made (" + reason
                    + "); the job is recovered from its last checkpoint at the next start";
        }
    }
}
