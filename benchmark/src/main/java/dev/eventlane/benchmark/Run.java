package dev.eventlane.benchmark;

import dev.eventlane.benchmark.check.AnalyticsCheck;
import dev.eventlane.benchmark.check.CheckResult;
import dev.eventlane.benchmark.check.CountCheck;
import dev.eventlane.benchmark.check.RowCheck;
import dev.eventlane.benchmark.freshness.FreshnessProbes;
import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.load.LoadGenerator;
import dev.eventlane.benchmark.load.LoadShape;
import dev.eventlane.benchmark.report.FreshnessFigures;
import dev.eventlane.benchmark.report.GeneratorCost;
import dev.eventlane.benchmark.report.Machine;
import dev.eventlane.benchmark.report.PhaseFigures;
import dev.eventlane.benchmark.report.Queryable;
import dev.eventlane.benchmark.report.Report;
import dev.eventlane.benchmark.report.Settings;
import dev.eventlane.benchmark.report.Versions;
import dev.eventlane.benchmark.workload.Operation;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run: the load with its probes, the wait until all of it is queryable, and the checks.
 *
 * @param bound how long operations may take to become queryable
 * @param sources the project's folder, whose commit the report names
 * @param log where it says how far it is
 */
record Run(
        Target target,
        Workload workload,
        LoadShape shape,
        Settings settings,
        Duration bound,
        Path sources,
        PrintWriter log) {
    /** More would wait for each other in the system that is measured. */
    private static final int READERS = 8;

    Report report() throws IOException, InterruptedException {
        String startedAt = Instant.now().toString();
        try (Api api = new Api(target, READERS);
                LoadGenerator load = new LoadGenerator(target, workload, shape)) {
            requireNew(api);
            CountCheck counts = new CountCheck(api, workload);
            long cpu = GeneratorCost.cpuNanos();
            try (FreshnessProbes probes = new FreshnessProbes(
                    target, workload.sideConversationId(), workload.sideEventName(), shape.sendIds())) {
                long first = System.nanoTime();
                List<PhaseFigures> phases = phases(load, probes);
                long last = System.nanoTime();
                GeneratorCost cost = GeneratorCost.since(cpu, operations());
                counts.expectAlso(workload.sideEventName(), probes.stopWriting(bound));
                say("waiting until all of it is queryable");
                boolean reached = counts.await(bound);
                Queryable queryable = queryable(reached, first, last);
                FreshnessFigures freshness = FreshnessFigures.of(probes.awaitSeen());
                List<CheckResult> checks = checks(api, counts, load);
                return Report.of(
                        startedAt,
                        phases,
                        queryable,
                        freshness,
                        checks,
                        cost,
                        settings,
                        Machine.current(),
                        Versions.find(api, sources));
            }
        }
    }

    /** A seed that was used before would find its own events, and could not tell whether they were written again. */
    private void requireNew(Api api) throws IOException, InterruptedException {
        if (settings.verifyRows()
                && !api.read("/events/conversation/" + workload.conversationId(0))
                        .isEmpty()) {
            throw new IOException("events of seed %d are there already: give another seed".formatted(settings.seed()));
        }
    }

    private List<PhaseFigures> phases(LoadGenerator load, FreshnessProbes probes) throws IOException {
        List<PhaseFigures> phases = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            int count = workload.count(operation);
            if (count > 0) {
                probes.probe(operation);
                phases.add(PhaseFigures.of(load.run(operation, new ProgressLines(operation, count, log))));
            }
        }
        return phases;
    }

    private Queryable queryable(boolean reached, long first, long last) {
        long now = System.nanoTime();
        double seconds = (now - first) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Queryable(
                reached, seconds, (now - last) / (double) TimeUnit.SECONDS.toNanos(1), operations() / seconds);
    }

    private List<CheckResult> checks(Api api, CountCheck counts, LoadGenerator load) throws InterruptedException {
        List<CheckResult> checks = new ArrayList<>();
        if (settings.verifyRows()) {
            say("reading every event back");
            checks.addAll(new RowCheck(api, workload, load.ids()).compare(READERS));
        }
        say("comparing the analytics");
        checks.add(counts.compare());
        checks.addAll(new AnalyticsCheck(api, workload).compare());
        return checks;
    }

    private int operations() {
        return workload.creates() + workload.count(Operation.UPDATE) + workload.count(Operation.DELETE);
    }

    private void say(String text) {
        log.println(text);
        log.flush();
    }
}
