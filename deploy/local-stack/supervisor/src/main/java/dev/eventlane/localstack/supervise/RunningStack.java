package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.StopOutcome;
import dev.eventlane.localstack.layout.FileTree;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.util.Optional;

/** A stack that is started, watched and stopped in this JVM. */
public final class RunningStack {
    private final Topology topology;
    private final Supervision supervision;
    private final StackLock lock;

    private RunningStack(Topology topology, Supervision supervision, StackLock lock) {
        this.topology = topology;
        this.supervision = supervision;
        this.lock = lock;
    }

    /** Returns when the stack is started; fails, with nothing left running that it started, when it cannot be. */
    public static RunningStack start(Topology topology, Lifetime lifetime, Progress progress) {
        StackLock lock = StackLock.take(topology.folder());
        try {
            return new RunningStack(topology, supervised(topology, lifetime, progress), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Supervision supervised(Topology topology, Lifetime lifetime, Progress progress) {
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
            late.ifPresent(awaited -> progress.say(
                    """
                    all servers and the job run, but %s: the job may be working through a backlog; the stack goes on running \
                    and is watched over; './eventlane status' tells more"""
                            .formatted(awaited)));
            supervision.enter(late.isPresent() ? Phase.BEHIND : Phase.READY, late.orElse(""));
        } catch (LocalStackException e) {
            supervision.close();
            supervision.killStartedHere();
            supervision.enter(Phase.FAILED, e.getMessage());
            throw e;
        }
        return supervision;
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
