package dev.eventlane.benchmark.report;

import dev.eventlane.benchmark.check.CheckResult;
import dev.eventlane.benchmark.load.LatencyKind;
import java.util.Locale;

/** A report for people. */
final class MarkdownReport {
    private final Report report;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(Report report) {
        this.report = report;
    }

    String text() {
        line("# Benchmark: %s", report.verified() ? "verified" : "NOT VERIFIED");
        line("");
        phases();
        queryable();
        freshness();
        checks();
        settings();
        return text.toString();
    }

    private void phases() {
        line("| phase | operations | seconds | per second | p50 ms | p95 ms | p99 ms | p99.9 ms | max ms |");
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (PhaseFigures phase : report.phases()) {
            line(
                    "| %s | %,d | %.1f | %,.0f | %s |",
                    phase.phase(),
                    phase.operations(),
                    phase.seconds(),
                    phase.perSecond(),
                    latencies(phase.latencyMs()));
        }
        line("");
        if (report.settings().batch() > 0) {
            line(
                    "Latencies are those of requests with up to %,d operations.",
                    report.settings().batch());
        }
        boolean closed = report.phases().stream().anyMatch(phase -> phase.latencyKind() == LatencyKind.SERVICE_TIME);
        if (!closed) {
            line("Open loop: latencies count from when a request was due, whether it could be sent then or not.");
            line("");
            return;
        }
        line(
                "Closed loop: latencies are service times, from sending a request to its answer. While the server stalls, a closed");
        line(
                "loop sends nothing, so they hide what a stall does to others. Corrected for that (each connection at its mean pace):");
        line("");
        line("| phase, corrected | p50 ms | p95 ms | p99 ms | p99.9 ms | max ms |");
        line("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (PhaseFigures phase : report.phases()) {
            line("| %s | %s |", phase.phase(), latencies(phase.correctedLatencyMs()));
        }
        line("");
    }

    private static String latencies(Percentiles ms) {
        return format("%.1f | %.1f | %.1f | %.1f | %.1f", ms.p50(), ms.p95(), ms.p99(), ms.p999(), ms.max());
    }

    private void queryable() {
        Queryable queryable = report.queryable();
        if (queryable.reached()) {
            line(
                    "**%,d operations, all queryable %.1f s after the first was sent and %.1f s after the last was accepted: %,.0f per second from end to end.**",
                    report.operations(),
                    queryable.secondsAfterFirstRequest(),
                    queryable.secondsAfterLastAnswer(),
                    queryable.operationsPerSecond());
        } else {
            line(
                    "**Not all of %,d operations were queryable %.1f s after the last was accepted.**",
                    report.operations(), queryable.secondsAfterLastAnswer());
        }
        line("");
        line(
                "Answers that asked to send operations again: %,d. Connections that ended in mid-request: %,d.",
                report.phases().stream().mapToLong(PhaseFigures::refused).sum(),
                report.phases().stream().mapToLong(PhaseFigures::broken).sum());
        line("");
    }

    private void freshness() {
        line("## Freshness: from 202 to readable, during the load");
        line("");
        line("| operation | probes | p50 ms | p95 ms | p99 ms | max ms |");
        line("| --- | ---: | ---: | ---: | ---: | ---: |");
        for (FreshnessFigures.Probed probed : report.freshness().probes()) {
            Percentiles ms = probed.ms();
            line(
                    "| %s | %,d | %.0f | %.0f | %.0f | %.0f |",
                    probed.operation(), ms.count(), ms.p50(), ms.p95(), ms.p99(), ms.max());
        }
        line("");
        line(
                "Probes that were not accepted: %,d; never seen: %,d.",
                report.freshness().notAccepted(), report.freshness().neverSeen());
        line("");
    }

    private void checks() {
        line("## What was compared with what was sent");
        line("");
        line("| what | compared | wrong |");
        line("| --- | ---: | ---: |");
        for (CheckResult check : report.checks()) {
            line("| %s | %,d | %,d |", check.what(), check.compared(), check.wrong());
        }
        if (!report.settings().verifyRows()) {
            line("| events (`--no-verify-rows`) | none | |");
        }
        line("");
        for (CheckResult check : report.checks()) {
            check.examples().forEach(example -> line("- %s", example));
        }
        if (report.checks().stream().anyMatch(check -> !check.examples().isEmpty())) {
            line("");
        }
    }

    private void settings() {
        Settings settings = report.settings();
        Machine machine = report.machine();
        line("## How");
        line("");
        line("| | |");
        line("| --- | --- |");
        line("| started | %s |", report.startedAt());
        line("| URL | %s |", settings.url());
        line(
                "| operations | %,d inserts, %,d updates, %,d deletes |",
                settings.inserts(), settings.updates(), settings.deletes());
        line(
                "| requests | %s, %s |",
                settings.batch() > 0 ? format("batches of %,d", settings.batch()) : "single",
                settings.rate() > 0
                        ? format("open loop at %,.0f operations per second", settings.rate())
                        : "closed loop");
        line("| connections | %,d |", settings.concurrency());
        line("| seed | %d |", settings.seed());
        line("| IDs | %s |", settings.serverIds() ? "made by the server" : "sent with the events");
        line("| system | %s |", report.versions().system());
        line(
                "| benchmark | %s, commit %s |",
                report.versions().benchmark(), report.versions().commit());
        line(
                "| machine | %s; %s, %d processors, %,d MiB |",
                machine.os(), machine.processor(), machine.processors(), machine.memoryMib());
        line("| JVM | %s |", machine.jvm());
        line(
                "| the benchmark itself | %.1f µs of processor time per operation, %,d MiB of heap at most |",
                report.generator().cpuMicrosPerOperation(), report.generator().mostHeapMib());
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
