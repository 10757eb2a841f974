package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.localstack.service.Prometheus;
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
        if (!(outcome instanceof UpgradeOutcome.Upgraded upgraded)) {
            return notUpgraded(outcome);
        }
        JobProbe.Result result = new JobProbe(next, upgraded.job(), progress).send();
        if (result instanceof JobProbe.Result.JobFailed failed) {
            return notUpgraded(jobUpgrade.goBack(upgraded.job(), failed.cause(), upgraded.savepoint()));
        }
        if (result instanceof JobProbe.Result.Passed) {
            next.flinkCluster().storage().confirm();
        }
        replace("analytics-api");
        replace("http-ingest");
        replaceObserver();
        supervision.become(next);
        if (result instanceof JobProbe.Result.Late late) {
            supervision.enter(Phase.BEHIND, late.awaited());
        } else {
            supervision.enter(Phase.READY, "");
        }
        return outcome;
    }

    private UpgradeOutcome notUpgraded(UpgradeOutcome outcome) {
        supervision.enter(Phase.NOT_UPGRADED, outcome.description());
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

    /** Prometheus itself stays what is installed; the rules may be others. */
    private void replaceObserver() {
        if (supervision.owns(Prometheus.NAME)) {
            supervision.process(Prometheus.NAME).replaceBy(next.service(Prometheus.NAME));
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
