package dev.eventlane.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates, updates and deletes events over HTTP, waits until readers see all of it, and checks every event. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Sends inserts, updates and deletes, waits until all are queryable, and checks every event.")
public final class Benchmark implements Callable<Integer> {
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

    @Option(names = "--seed", description = "makes the same operations again; a new one each time unless given")
    private Long seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("benchmark failed: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long givenSeed = seed == null ? System.currentTimeMillis() : seed;
        Workload workload = new Workload(givenSeed, inserts, updates, deletes);
        System.out.printf("%s, %d connections, seed %d%n%n", url, concurrency, givenSeed);
        try (Api api = new Api(url, apiKey, concurrency)) {
            Report report = run(api, workload);
            System.out.print(report.toMarkdown());
            return report.wrongRows() == 0 ? 0 : 1;
        }
    }

    private Report run(Api api, Workload workload) throws IOException, InterruptedException {
        long started = System.nanoTime();
        List<Phase> phases = List.of(
                phase("insert", inserts, index -> api.write("POST", "/event/", workload.createBody(index))),
                phase(
                        "update",
                        updates,
                        index -> api.write("PUT", "/event/" + workload.id(index), workload.updateBody(index))),
                phase(
                        "delete",
                        deletes,
                        index -> api.write("DELETE", "/event/" + workload.id(inserts - 1 - index), null)));
        Verification verification = new Verification(api, workload);
        verification.awaitCounts();
        Duration untilQueryable = Duration.ofNanos(System.nanoTime() - started);
        return new Report(phases, untilQueryable, api.refusals(), verification.countWrongRows(concurrency));
    }

    private Phase phase(String name, int count, Phase.Request request) throws IOException, InterruptedException {
        Phase phase = Phase.run(name, count, concurrency, request);
        System.err.printf("%s: %,d operations, %,.0f per second%n", name, count, phase.perSecond());
        return phase;
    }
}
