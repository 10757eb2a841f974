package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.supervise.Lifetime;
import dev.eventlane.localstack.supervise.RunningStack;
import dev.eventlane.localstack.supervise.Topology;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What 'up' leaves in the background. When it is ended, the servers live on: 'down' stops them, 'up' takes them over. */
@Command(name = SuperviseCommand.NAME, hidden = true)
final class SuperviseCommand implements Callable<Integer> {
    static final String NAME = "supervise";
    static final String UPGRADE = "--upgrade";
    static final String PARALLELISM = "--parallelism";
    static final String SAVEPOINT = "--from-savepoint";
    static final String OBSERVE = "--observe";

    @Spec
    private CommandSpec spec;

    @Option(names = UPGRADE, description = "Take over a stack that runs, and upgrade it.")
    private boolean upgrade;

    @Option(names = PARALLELISM)
    private Integer parallelism;

    @Option(names = SAVEPOINT)
    private Path savepoint;

    @Option(names = OBSERVE)
    private boolean observe;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = line -> {
            out.println(line);
            out.flush();
        };
        Installation installation = Installation.find();
        if (upgrade) {
            upgrade(installation.onItsPorts(), progress);
        } else {
            StackConfig config = installation.config();
            Topology topology = Topology.toStart(installation.home(), observe ? config.withObservation() : config);
            RunningStack.start(topology, Lifetime.UNTIL_STOPPED, progress);
        }
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    private void upgrade(Installation installation, Progress progress) {
        Topology running = Topology.toStart(installation.home(), installation.config());
        RunningStack stack = RunningStack.startToUpgrade(running, Lifetime.UNTIL_STOPPED, progress);
        StackConfig config = parallelism == null
                ? installation.config()
                : installation.config().withJobParallelism(parallelism);
        try {
            progress.say(stack.upgrade(
                            running.upgradedTo(installation.home(), config), Optional.ofNullable(savepoint), progress)
                    .description());
        } catch (LocalStackException e) {
            // It is in the state file for whoever waits; the stack runs and is watched over.
            progress.say("the upgrade failed: " + e.getMessage());
        }
    }
}
