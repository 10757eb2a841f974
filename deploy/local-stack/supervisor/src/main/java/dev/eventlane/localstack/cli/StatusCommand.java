package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.FlinkRestException;
import dev.eventlane.localstack.process.RunningProcess;
import dev.eventlane.localstack.service.FlinkStorage;
import dev.eventlane.localstack.supervise.ProcessRecord;
import dev.eventlane.localstack.supervise.StackState;
import dev.eventlane.localstack.supervise.StackState.Phase;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
        name = "status",
        description = "Show processes, job and last checkpoint; exit code 3 when the stack does not run.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-14s %8s  %-11s %6s %8s %10s %9s%n";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Installation installation = Installation.find();
        StackState state = installation.requireRunning();
        FlinkStorage storage = installation.topology().flinkCluster().storage();
        out.printf(ROW, "PROCESS", "PID", "STATE", "PORT", "MEMORY", "UPTIME", "RESTARTS");
        state.processes().forEach(process -> print(out, process));
        print(out, state.supervisor());
        out.println(job(new FlinkRest(URI.create(state.addresses().flink()))));
        submitted(storage).ifPresent(out::println);
        if (state.phase() == Phase.BEHIND) {
            out.println("at the start of the stack, " + state.reason());
        } else if (state.phase() == Phase.NOT_UPGRADED) {
            out.println(state.reason());
        }
        if (!state.isSupervised()) {
            out.println("no supervisor watches over these processes; './eventlane up' starts one that takes them over");
        }
        return ExitCode.DONE;
    }

    private static void print(PrintWriter out, ProcessRecord record) {
        Optional<RunningProcess> process = record.find();
        out.printf(
                ROW,
                record.name(),
                record.pid() == 0 ? "-" : Long.toString(record.pid()),
                record.pid() != 0 && process.isEmpty() ? "dead" : record.state(),
                record.port() == 0 ? "-" : Integer.toString(record.port()),
                process.flatMap(running -> ResidentMemory.mebibytes(running.pid()))
                        .map(size -> size + " MiB")
                        .orElse("-"),
                process.isPresent() ? uptime(record.startInstant()) : "-",
                Integer.toString(record.restarts()));
    }

    private static String job(FlinkRest flink) {
        try {
            return flink.liveJob()
                    .map(job -> "job %s is %s, at parallelism %d; last checkpoint %s"
                            .formatted(
                                    job.id(),
                                    job.state(),
                                    flink.parallelism(job.id()),
                                    flink.lastCheckpoint(job.id())
                                            .map(at -> uptime(at) + " ago")
                                            .orElse("none yet")))
                    .orElse("no job");
        } catch (FlinkRestException e) {
            return "job unknown: " + e.getMessage();
        }
    }

    private static Optional<String> submitted(FlinkStorage storage) {
        return storage.submitted().map(job -> "its program is %s; it was started %s"
                .formatted(
                        job.program().jar(),
                        job.snapshot() == null ? "without a savepoint" : "from " + job.snapshot()));
    }

    private static String uptime(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", Math.max(0, age.toMillis()) / 1e3);
        }
        return age.compareTo(Duration.ofHours(1)) < 0
                ? "%dm%02ds".formatted(age.toMinutes(), age.toSecondsPart())
                : "%dh%02dm".formatted(age.toHours(), age.toMinutesPart());
    }
}
