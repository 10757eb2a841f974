package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.Prometheus;
import dev.eventlane.localstack.supervise.StackLock;
import dev.eventlane.localstack.supervise.StackState;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack, in the background, and waits until it is ready. */
@Command(name = "up", description = "Start the stack; goes on where 'down' stopped.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = SuperviseCommand.OBSERVE, description = "Start the installed Prometheus too.")
    private boolean observe;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.find();
        if (observe) {
            Prometheus.requireInstalled();
        }
        Optional<StackState> running = installation.state().filter(StackState::isSupervised);
        if (observe && running.filter(state -> !state.isObserved()).isPresent()) {
            throw new LocalStackException(
                    "this stack runs without Prometheus: './eventlane down', then './eventlane up --observe'; all data is kept");
        }
        if (running.isPresent() && running.get().hasStarted()) {
            out.println("already running");
            if (running.get().phase() == Phase.BEHIND) {
                out.println("at its start, " + running.get().reason());
            }
            print(out, installation, running.get());
            return ExitCode.DONE;
        }
        long start = System.nanoTime();
        if (!isReadyAfter(out, installation, running)) {
            return ExitCode.FAILED;
        }
        out.printf(Locale.ROOT, "ready in %.1f s%n", (System.nanoTime() - start) / 1e9);
        installation.state().ifPresent(state -> print(out, installation, state));
        return ExitCode.DONE;
    }

    private boolean isReadyAfter(PrintWriter out, Installation installation, Optional<StackState> running) {
        LogFollower output = LogFollower.atEnd(installation.folder().output(DetachedSupervisor.NAME));
        RunningProcess supervisor =
                running.flatMap(state -> state.supervisor().find()).orElseGet(() -> newSupervisor(installation));
        while (supervisor.isAlive() && startedBy(supervisor, installation).isEmpty()) {
            output.printNew(out);
        }
        output.printNew(out);
        return supervisor.isAlive()
                && startedBy(supervisor, installation)
                        .filter(state -> state.phase() == Phase.READY)
                        .isPresent();
    }

    private RunningProcess newSupervisor(Installation installation) {
        // Here already, where it can be said to the right one: the supervisors of two starts write to one file.
        StackLock.take(installation.folder()).close();
        return DetachedSupervisor.start(installation, observe ? List.of(SuperviseCommand.OBSERVE) : List.of());
    }

    private static Optional<StackState> startedBy(RunningProcess supervisor, Installation installation) {
        return installation
                .state()
                .filter(state -> state.supervisor().pid() == supervisor.pid())
                .filter(StackState::hasStarted);
    }

    private static void print(PrintWriter out, Installation installation, StackState state) {
        Addresses.lines(state.addresses(), installation.folder()).forEach(out::println);
        state.observer()
                .ifPresent(
                        prometheus -> out.println("  Prometheus    http://" + Loopback.HOST + ":" + prometheus.port()));
    }
}
