package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.supervise.Lifetime;
import dev.eventlane.localstack.supervise.RunningStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What 'up' leaves in the background. When it is ended, the servers live on: 'down' stops them, 'up' takes them over. */
@Command(name = SuperviseCommand.NAME, hidden = true)
final class SuperviseCommand implements Callable<Integer> {
    static final String NAME = "supervise";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = line -> {
            out.println(line);
            out.flush();
        };
        RunningStack.start(Installation.find().topology(), Lifetime.UNTIL_STOPPED, progress);
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }
}
