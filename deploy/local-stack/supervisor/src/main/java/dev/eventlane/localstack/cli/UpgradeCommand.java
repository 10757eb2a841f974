package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.supervise.StackState;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands the running stack over to a supervisor that replaces the programs. */
@Command(
        name = "upgrade",
        description = "Put the programs that are built now into the running stack, the job through a savepoint.",
        mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {
    /** It only has to let go of its processes. */
    private static final Duration SUPERVISOR_STOP = Duration.ofSeconds(5);

    private static final Set<Phase> UNDER_WAY = Set.of(Phase.STARTING, Phase.UPGRADING);

    @Spec
    private CommandSpec spec;

    @Option(
            names = SuperviseCommand.PARALLELISM,
            paramLabel = "N",
            description = "How many subtasks each of the job's operators has from now on.")
    private Integer parallelism;

    @Option(
            names = SuperviseCommand.SAVEPOINT,
            paramLabel = "PATH",
            description = "Start the job from this savepoint, and not from where it stops.")
    private Path savepoint;

    // Read by the script that calls this program: it builds before.
    @SuppressWarnings("unused")
    @Option(names = "--no-build", description = "Build nothing before.")
    private boolean noBuild;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.find();
        StackState state = installation.requireRunning();
        if (UNDER_WAY.contains(state.phase()) && state.isSupervised()) {
            throw new LocalStackException(
                    "a start or an upgrade is under way, under supervisor %d: wait until './eventlane status' shows that it has ended"
                            .formatted(state.supervisor().pid()));
        }
        List<String> request = request();
        long start = System.nanoTime();
        state.supervisor().find().ifPresent(supervisor -> supervisor.terminate(SUPERVISOR_STOP));
        StackState end = follow(out, installation, request);
        out.println(
                end.reason().isEmpty()
                        ? String.format(Locale.ROOT, "upgraded in %.1f s", (System.nanoTime() - start) / 1e9)
                        : end.reason());
        return end.phase() == Phase.READY ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<String> request() {
        List<String> request = new ArrayList<>(List.of(SuperviseCommand.UPGRADE));
        if (parallelism != null) {
            request.addAll(List.of(SuperviseCommand.PARALLELISM, parallelism.toString()));
        }
        if (savepoint != null) {
            if (!Files.exists(savepoint.resolve("_metadata"))) {
                throw new LocalStackException(
                        "%s is not a savepoint: it has no file _metadata; './eventlane status' names the last one"
                                .formatted(savepoint.toAbsolutePath()));
            }
            request.addAll(List.of(
                    SuperviseCommand.SAVEPOINT,
                    savepoint.toAbsolutePath().normalize().toString()));
        }
        return request;
    }

    /** Prints what the new supervisor says, until it has done its work or ended. */
    private static StackState follow(PrintWriter out, Installation installation, List<String> request) {
        LogFollower output = LogFollower.atEnd(installation.folder().output(DetachedSupervisor.NAME));
        RunningProcess supervisor = DetachedSupervisor.start(installation, request);
        Optional<StackState> end = Optional.empty();
        while (end.isEmpty()) {
            boolean alive = supervisor.isAlive();
            output.printNew(out);
            end = installation
                    .state()
                    .filter(state -> state.supervisor().pid() == supervisor.pid())
                    .filter(state -> !UNDER_WAY.contains(state.phase()));
            if (!alive && end.isEmpty()) {
                throw new LocalStackException(
                        "the supervisor ended before the upgrade was done; './eventlane up' takes over what runs");
            }
        }
        output.printNew(out);
        return end.get();
    }
}
