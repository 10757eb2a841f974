package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.layout.FileTree;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.localstack.service.FlinkStorage;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A stack that is started, watched and stopped in this JVM. */
public final class RunningStack {
    private volatile Topology topology;
    private final Supervision supervision;
    private final StackLock lock;

    private RunningStack(Topology topology, Supervision supervision, StackLock lock) {
        this.topology = topology;
        this.supervision = supervision;
        this.lock = lock;
    }

    /** Returns when the stack is started; fails, with nothing left running that it started, when it cannot be. */
    public static RunningStack start(Topology topology, Lifetime lifetime, Progress progress) {
        return start(topology, lifetime, progress, Phase.READY);
    }

    /** The same for a stack that is to be upgraded next. */
    public static RunningStack startToUpgrade(Topology topology, Lifetime lifetime, Progress progress) {
        return start(topology, lifetime, progress, Phase.UPGRADING);
    }

    private static RunningStack start(Topology topology, Lifetime lifetime, Progress progress, Phase ready) {
        StackLock lock = StackLock.take(topology.folder());
        try {
            RunningStack stack = new RunningStack(topology, supervised(topology, lifetime, progress, ready), lock);
            stack.deleteUnusedPrograms(progress);
            return stack;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Supervision supervised(Topology topology, Lifetime lifetime, Progress progress, Phase ready) {
        ExternalCheck.run(topology.config().external());
        Optional<StackState> earlier = StateFile.in(topology.folder()).read();
        Supervision supervision = new Supervision(topology, lifetime);
        new Adoption(supervision, progress).run(earlier, topology.config().ports());
        if (supervision.all().stream().noneMatch(SupervisedProcess::wasStarted)) {
            FileTree.delete(topology.folder().temporary());
        }
        supervision.enter(Phase.STARTING, "");
        try {
            new StartUp(topology, supervision, progress).run();
            Optional<String> late = new FirstEvent(topology, progress).send();
            if (late.isPresent() && !lifetime.outlivesLateEvent()) {
                throw new LocalStackException("the stack runs, but no event came through: " + late.get());
            }
            if (late.isEmpty()) {
                topology.flinkCluster().storage().confirm();
            }
            late.ifPresent(awaited -> progress.say(
                    """
                    all servers and the job run, but %s: the job may be working through a backlog; the stack goes on running \
                    and is watched over; './eventlane status' tells more"""
                            .formatted(awaited)));
            supervision.enter(late.isPresent() && ready == Phase.READY ? Phase.BEHIND : ready, late.orElse(""));
        } catch (LocalStackException e) {
            supervision.close();
            supervision.killStartedHere();
            supervision.enter(Phase.FAILED, e.getMessage());
            throw e;
        }
        return supervision;
    }

    public Topology topology() {
        return topology;
    }

    /**
     * Puts other programs and another job into the place of those that run, and goes back where they do not run.
     *
     * @param next the same servers with other programs or settings
     * @param savepoint what the job goes on from; empty = where it is stopped
     */
    public UpgradeOutcome upgrade(Topology next, Optional<Path> savepoint, Progress progress) {
        UpgradeOutcome outcome = new StackUpgrade(topology, next, supervision, progress).run(savepoint);
        if (outcome instanceof UpgradeOutcome.Upgraded upgraded) {
            topology = next;
            deleteUnusedPrograms(progress);
            deleteOldSavepoints(upgraded.job(), progress);
        }
        return outcome;
    }

    /** What the job was submitted with is kept too: a later upgrade may have to go back to it. A failure costs disk space only. */
    private void deleteUnusedPrograms(Progress progress) {
        Set<Home> used = new HashSet<>(List.of(topology.servers(), topology.programs()));
        FlinkStorage storage = topology.flinkCluster().storage();
        Stream.of(storage.submitted(), storage.replaced())
                .flatMap(Optional::stream)
                .flatMap(job -> job.home().stream())
                .forEach(used::add);
        try {
            ProgramCopy.deleteAllBut(used, topology.folder());
        } catch (LocalStackException | UncheckedIOException e) {
            progress.say("copies of older programs could not be deleted: " + e.getMessage());
        }
    }

    /** A failure costs disk space only. */
    private void deleteOldSavepoints(SubmittedJob running, Progress progress) {
        try {
            topology.flinkCluster().storage().deleteOldSavepoints(running);
        } catch (LocalStackException e) {
            progress.say("older savepoints could not be deleted: " + e.getMessage());
        }
    }

    public SupervisedProcess process(String name) {
        return supervision.process(name);
    }

    /** Stops everything in good order. */
    public StopOutcome stop(Progress progress) {
        supervision.close();
        StopOutcome outcome = new ShutDown(topology.folder(), progress).inGoodOrder();
        lock.close();
        return outcome;
    }

    /** Kills everything; nothing happens when it was stopped before. */
    public void kill() {
        supervision.close();
        if (lock.isHeld()) {
            new ShutDown(topology.folder(), Progress.silent()).atOnce();
            lock.close();
        }
    }
}
