package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRestException;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts newer programs into the place of those that run: the tables first, which older programs can work with; then the job, which
 * reads what older and newer front doors write; then the reads; the front door last.
 */
final class StackUpgrade {
    private final Topology current;
    private final Topology next;
    private final Supervision supervision;
    private final Progress progress;

    StackUpgrade(Topology current, Topology next, Supervision supervision, Progress progress) {
        this.current = current;
        this.next = next;
        this.supervision = supervision;
        this.progress = progress;
    }

    /**
     * Upgrades; whatever comes of it, the stack is watched over.
     *
     * @param savepoint what the job goes on from; empty = where it is stopped
     */
    UpgradeOutcome run(Optional<Path> savepoint) {
        supervision.enter(Phase.UPGRADING, "");
        try {
            return upgraded(savepoint);
        } catch (LocalStackException e) {
            supervision.enter(Phase.NOT_UPGRADED, e.getMessage());
            throw e;
        }
    }

    private UpgradeOutcome upgraded(Optional<Path> savepoint) {
        requireSameData();
        next.migrations().run();
        JobUpgrade jobUpgrade = new JobUpgrade(next.flink(), next.flinkCluster().storage(), progress);
        UpgradeOutcome outcome = jobUpgrade.run(next.jobProgram(), savepoint);
        Optional<String> late = Optional.empty();
        if (outcome instanceof UpgradeOutcome.Upgraded upgraded) {
            late = lateEvent();
            if (late.isPresent() && hasFailed(upgraded.job())) {
                outcome = jobUpgrade.goBack(upgraded.job(), late.get(), upgraded.savepoint());
            }
        }
        if (outcome instanceof UpgradeOutcome.Upgraded) {
            // The job first: it reads the envelopes of older and newer front doors.
            replace("analytics-api");
            replace("http-ingest");
            supervision.become(next);
            supervision.enter(late.isPresent() ? Phase.BEHIND : Phase.READY, late.orElse(""));
        } else {
            supervision.enter(Phase.NOT_UPGRADED, outcome.description());
        }
        return outcome;
    }

    /** An upgrade moves no data: state and offsets in the savepoint are those of one topic and one database. */
    private void requireSameData() {
        List<String> now = current.dataArguments();
        List<String> wanted = next.dataArguments();
        if (!now.equals(wanted)) {
            throw new LocalStackException(
                    "the stack runs on %s and would be upgraded to %s: set the variables that it was started with"
                            .formatted(now, wanted));
        }
    }

    /** Why no event came through; empty when one did. */
    private Optional<String> lateEvent() {
        try {
            return new FirstEvent(next, progress).send();
        } catch (LocalStackException e) {
            return Optional.of(e.getMessage());
        }
    }

    private boolean hasFailed(SubmittedJob job) {
        try {
            return !next.flink().failures(job.id()).isEmpty();
        } catch (FlinkRestException e) {
            // What cannot be asked has not been seen to fail; it is started again when it has.
            progress.say("whether the new job failed is not known: " + e.getMessage());
            return false;
        }
    }

    private void replace(String name) {
        if (ProgramCopy.isSame(name, current.programs(), next.programs())) {
            return;
        }
        long start = System.nanoTime();
        supervision.process(name).replaceBy(next.service(name));
        progress.say("%s replaced by the newer program, %.1f s without it"
                .formatted(name, (System.nanoTime() - start) / 1e9));
    }
}
