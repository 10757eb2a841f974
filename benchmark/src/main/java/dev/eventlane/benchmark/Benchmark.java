package dev.eventlane.benchmark;

import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.load.LoadShape;
import dev.eventlane.benchmark.report.Report;
import dev.eventlane.benchmark.report.Settings;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates, updates and deletes events over HTTP, waits until readers see all of it, and checks every event and every count. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends inserts, updates and deletes, measures how fresh reads are meanwhile, waits until all of it is queryable, and compares every event and every analytics answer with what was sent. Exit code 1: something was wrong.")
public final class Benchmark implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final String EVENT_NAME = "[A-Za-z0-9_.:-]{1,128}";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            defaultValue = "${env:API_BASE_URL:-http://127.0.0.1:8080}",
            description = "API_BASE_URL: ${DEFAULT-VALUE}")
    private URI url;

    @Option(
            names = "--api-key",
            defaultValue = "${env:API_KEY:-}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "API_KEY: where the API asks for one; none by default")
    private String apiKey;

    @Option(
            names = "--concurrency",
            defaultValue = "${env:CONCURRENCY:-100}",
            description = "CONCURRENCY: connections, ${DEFAULT-VALUE}")
    private int concurrency;

    @Option(
            names = "--inserts",
            defaultValue = "${env:INSERT_COUNT:-500000}",
            description = "INSERT_COUNT: ${DEFAULT-VALUE}")
    private int inserts;

    @Option(
            names = "--updates",
            defaultValue = "${env:UPDATE_COUNT:-200000}",
            description = "UPDATE_COUNT: ${DEFAULT-VALUE}")
    private int updates;

    @Option(
            names = "--deletes",
            defaultValue = "${env:DELETE_COUNT:-200000}",
            description = "DELETE_COUNT: ${DEFAULT-VALUE}")
    private int deletes;

    @Option(
            names = "--batch",
            defaultValue = "0",
            description = "operations per request, to POST /events/batch; 0 (default) = a request for each")
    private int batch;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description =
                    "open loop: operations per second, sent whether the server keeps up or not; 0 (default) = closed loop, as fast as it answers")
    private double rate;

    @Option(names = "--seed", description = "makes the same operations again; a new one each time unless given")
    private Long seed;

    @Option(
            names = "--event-names",
            split = ",",
            description = "where the server accepts only certain names; names of the run's own by default")
    private List<String> eventNames = List.of();

    @Option(
            names = "--server-ids",
            description = "the server makes the IDs: for systems that do not take an ID with an event")
    private boolean serverIds;

    @Option(
            names = "--no-verify-rows",
            description =
                    "does not read every event back: for systems that cannot answer; the analytics are still compared")
    private boolean noVerifyRows;

    @Option(
            names = "--wait",
            defaultValue = "600",
            description = "seconds that operations may take to become queryable; ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Option(names = "--json", description = "also writes the report to this file, as JSON")
    private Path json;

    @Option(names = "--markdown", description = "also writes the report to this file, as Markdown")
    private Path markdown;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmark()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof IOException)) {
                throw failure;
            }
            command.getErr().println("benchmark failed: " + failure.getMessage());
            return WRONG;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        requireFolderOf(json);
        requireFolderOf(markdown);
        Run run = run();
        Report report = run.report();
        out.print(report.toMarkdown());
        out.flush();
        if (json != null) {
            Files.writeString(json, report.toJson());
        }
        if (markdown != null) {
            Files.writeString(markdown, report.toMarkdown());
        }
        return report.verified() ? CommandLine.ExitCode.OK : WRONG;
    }

    /** To be told before the run, not after it. */
    private void requireFolderOf(Path file) {
        if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new ParameterException(
                    spec.commandLine(), "the folder of %s does not exist: create it first".formatted(file));
        }
    }

    private Run run() {
        for (String name : eventNames) {
            if (!name.matches(EVENT_NAME)) {
                throw new ParameterException(
                        spec.commandLine(), "the event name '%s' is not of the form %s".formatted(name, EVENT_NAME));
            }
        }
        long givenSeed = seed == null ? System.currentTimeMillis() : seed;
        try {
            Target target = new Target(url, apiKey);
            Workload workload = new Workload(givenSeed, inserts, updates, deletes, eventNames);
            LoadShape shape = new LoadShape(concurrency, batch, rate, !serverIds);
            Settings settings = new Settings(
                    target.toString(),
                    concurrency,
                    inserts,
                    updates,
                    deletes,
                    batch,
                    rate,
                    givenSeed,
                    workload.eventNames(),
                    serverIds,
                    !noVerifyRows);
            Path sources = Path.of(System.getProperty("eventlane.home", ""));
            return new Run(
                    target,
                    workload,
                    shape,
                    settings,
                    Duration.ofSeconds(waitSeconds),
                    sources,
                    spec.commandLine().getErr());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
