package dev.eventlane.localstack.flink;

import java.nio.file.Path;

/** What became of the attempt to put another job into the place of the one that runs. */
public sealed interface UpgradeOutcome {
    /** One line for whoever upgrades. */
    String description();

    /**
     * The new job runs.
     *
     * @param savepoint where the one before it stopped
     */
    record Upgraded(SubmittedJob job, Path savepoint) implements UpgradeOutcome {
        @Override
        public String description() {
            return "the new job runs; the one before it stopped with the savepoint " + savepoint;
        }
    }

    /** The one before runs as it did: it was not stopped. */
    record NotStopped(String reason) implements UpgradeOutcome {
        @Override
        public String description() {
            return "not upgraded: " + reason + "; nothing was changed";
        }
    }

    /** The new job did not run; the one before runs again, from where it stopped. */
    record WentBack(String reason, Path savepoint) implements UpgradeOutcome {
        @Override
        public String description() {
            return "not upgraded: %s; the job before it runs again, from the savepoint %s".formatted(reason, savepoint);
        }
    }

    /** No job runs. What is accepted stays in Kafka. */
    record NoJob(String reason, Path savepoint) implements UpgradeOutcome {
        @Override
        public String description() {
            return "no job runs: %s; './eventlane upgrade' tries again; all state is in the savepoint %s"
                    .formatted(reason, savepoint);
        }
    }
}
