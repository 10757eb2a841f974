package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.supervise.ShutDown;
import dev.eventlane.localstack.supervise.StackLock;
import dev.eventlane.localstack.supervise.StackState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the stack. */
@Command(
        name = "down",
        description = "Stop the stack with a savepoint; 'up' goes on from it.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    /** It only has to let go of its processes. */
    private static final Duration SUPERVISOR_STOP = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(names = "--purge", description = "Then delete all data, logs and passwords.")
    private boolean purge;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.find();
        Optional<StackState> state = installation.state();
        // First, or it would start again what is stopped here.
        state.flatMap(known -> known.supervisor().find())
                .filter(supervisor ->
                        supervisor.pid() != ProcessHandle.current().pid())
                .ifPresent(supervisor -> supervisor.terminate(SUPERVISOR_STOP));
        StackLock lock = StackLock.take(installation.folder());
        try {
            stop(installation, out);
        } finally {
            lock.close();
        }
        return ExitCode.DONE;
    }

    private void stop(Installation installation, PrintWriter out) {
        if (installation.state().filter(StackState::isAlive).isPresent()) {
            new ShutDown(installation.folder(), line -> {
                        out.println(line);
                        out.flush();
                    })
                    .inGoodOrder();
        } else {
            out.println("the stack does not run");
        }
        if (purge) {
            installation.folder().delete();
            out.println("deleted " + installation.folder().root());
        }
    }
}
