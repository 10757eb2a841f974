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

    private RunningStack(Topology topology, Supervision supervision) {
        this.topology = topology;
        this.supervision = supervision;
    }

    /** Returns when the stack is ready; fails, with nothing left running, when it is not. */
    public static RunningStack start(Topology topology, Lifetime lifetime, Progress progress) {
        ExternalCheck.run(topology.config().external());
        Optional<StackState> earlier = StateFile.in(topology.folder()).read();
        Supervision supervision = new Supervision(topology, lifetime);
        new Adoption(supervision, progress).run(earlier, topology.config().ports());
        if (supervision.all().stream().noneMatch(SupervisedProcess::wasStarted)) {
            FileTree.delete(topology.folder().temporary());
        }
        RunningStack stack = new RunningStack(topology, supervision);
        supervision.enter(Phase.STARTING, "");
        try {
            new StartUp(topology, supervision, progress).run();
        } catch (LocalStackException e) {
            supervision.close();
            new ShutDown(topology.folder(), progress).atOnce();
            supervision.enter(Phase.FAILED, e.getMessage());
            throw e;
        }
        supervision.enter(Phase.READY, "");
        return stack;
    }

    public SupervisedProcess process(String name) {
        return supervision.process(name);
    }

    /** Stops everything in good order. */
    public StopOutcome stop(Progress progress) {
        supervision.close();
        return new ShutDown(topology.folder(), progress).inGoodOrder();
    }

    /** Kills everything. */
    public void kill() {
        supervision.close();
        new ShutDown(topology.folder(), Progress.silent()).atOnce();
    }
}
