package dev.eventlane.benchmark.frontdoor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures http-ingest alone, with a broker and the load generator on the same machine, each in a process of its own: how fast it
 * takes single writes, beside an Undertow that does nothing with them, and batches; what a write costs at half of that rate; what
 * clients see of a broker that is killed. Nothing of it needs a running stack.
 */
@Command(
        name = "bench-front-door",
        mixinStandardHelpOptions = true,
        description = "Measures http-ingest with a broker of its own, and beside an Undertow that does nothing.")
public final class FrontDoorBenchmark implements Callable<Integer> {
    private static final int BATCH = 500;
    private static final byte[] WHOLE_BATCH =
            ("{\"accepted\":" + BATCH + ",\"rejected\":0,\"retry\":0,").getBytes(StandardCharsets.UTF_8);
    private static final int ACCEPTED = 202;

    @Option(names = "--connections", defaultValue = "64", description = "of single writes; ${DEFAULT-VALUE}")
    private int connections;

    @Option(names = "--batch-connections", defaultValue = "8", description = "of batches; ${DEFAULT-VALUE}")
    private int batchConnections;

    @Option(names = "--rounds", defaultValue = "5", description = "of each kind, alternating; ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "of each round; ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--data", defaultValue = ".eventlane/bench-front-door", description = "${DEFAULT-VALUE}")
    private Path data;

    @Option(names = "--json", description = "writes the figures to this file")
    private Path json;

    private final Map<Integer, Long> unexpected = new TreeMap<>();
    private long accepted;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FrontDoorBenchmark())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println("benchmark failed: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = data.resolve(Long.toString(System.currentTimeMillis()));
        try (Servers servers = new Servers(folder, Map.of());
                HeapProbe heap = new HeapProbe(servers.ingestPid())) {
            FrontDoorReport report = measure(servers, heap);
            System.out.print(report.toMarkdown());
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
            }
            return report.bars().stream().allMatch(FrontDoorReport.Bar::met) ? 0 : 1;
        }
    }

    private FrontDoorReport measure(Servers servers, HeapProbe heap) throws IOException, InterruptedException {
        ByteBuffer single = Request.single();
        ByteBuffer batch = Request.batch(BATCH);
        say("warming up");
        closedLoop(servers, "bare", servers.barePort(), connections, single, new Rate());
        warmUp(servers, single);
        long before = count(servers);
        accepted = 0;
        List<Double> bare = new ArrayList<>();
        List<Double> singles = new ArrayList<>();
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> events = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bare.add(closedLoop(servers, "bare", servers.barePort(), connections, single, new Rate())
                    .acceptedPerSecond());
            Rate rate = closedLoop(servers, "single", servers.ingestPort(), connections, single, new Rate());
            accepted += rate.accepted();
            singles.add(rate.acceptedPerSecond());
            p50.add(rate.millis(50));
            p99.add(rate.millis(99));
            Rate batches =
                    closedLoop(servers, "batch", servers.ingestPort(), batchConnections, batch, new Rate(WHOLE_BATCH));
            accepted += batches.accepted() * BATCH;
            events.add(batches.acceptedPerSecond() * BATCH);
        }
        double half = FrontDoorReport.median(singles) / 2;
        Rate open = openLoop(servers, single, half);
        accepted += open.accepted();
        long uncounted = accepted - (count(servers) - before);
        say("killing the broker");
        Outage outage = Outage.run(servers, connections);
        return new FrontDoorReport(
                bare,
                singles,
                List.of(FrontDoorReport.median(p50), FrontDoorReport.median(p99)),
                events,
                half,
                List.of(open.millis(50), open.millis(99), open.millis(99.9)),
                unexpected,
                uncounted,
                outage,
                heap.most(),
                heap.limit());
    }

    private void warmUp(Servers servers, ByteBuffer single) throws IOException {
        // The first writes come before the topic's partitions are known.
        Rate rate = new Rate();
        try (Load load = new Load(servers.ingestPort(), 1, single)) {
            while (rate.accepted() == 0) {
                load.closedLoop(Duration.ofMillis(200), rate);
            }
        }
        closedLoop(servers, "single", servers.ingestPort(), connections, single, new Rate());
        closedLoop(
                servers, "batch", servers.ingestPort(), batchConnections, Request.batch(BATCH), new Rate(WHOLE_BATCH));
    }

    private Rate closedLoop(Servers servers, String what, int port, int count, ByteBuffer request, Rate rate)
            throws IOException {
        long server = port == servers.barePort() ? servers.barePid() : servers.ingestPid();
        CpuTime before = CpuTime.of(server, servers.kafka().pid());
        try (Load load = new Load(port, count, request)) {
            load.closedLoop(Duration.ofSeconds(seconds), rate);
        }
        CpuTime after = CpuTime.of(server, servers.kafka().pid());
        say("%s: %,.0f per second, p50 %.2f ms, p99 %.2f ms; each %s"
                .formatted(
                        what,
                        rate.acceptedPerSecond(),
                        rate.millis(50),
                        rate.millis(99),
                        after.perRequestSince(before, rate.accepted())));
        note(rate);
        return rate;
    }

    private Rate openLoop(Servers servers, ByteBuffer request, double perSecond) throws IOException {
        Rate rate = new Rate();
        try (Load load = new Load(servers.ingestPort(), connections, request)) {
            load.openLoop(perSecond, Duration.ofSeconds(3L * seconds), rate);
        }
        say("open loop: %,.0f per second, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms"
                .formatted(perSecond, rate.millis(50), rate.millis(99), rate.millis(99.9)));
        note(rate);
        return rate;
    }

    private void note(Rate rate) {
        rate.statuses().forEach((status, count) -> {
            if (status != ACCEPTED) {
                unexpected.merge(status, count, Long::sum);
            }
        });
    }

    private static long count(Servers servers) {
        try (Topic topic = new Topic(servers.kafka().brokers(), Servers.TOPIC)) {
            return topic.count();
        }
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
