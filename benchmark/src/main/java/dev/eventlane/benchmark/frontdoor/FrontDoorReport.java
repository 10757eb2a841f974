package dev.eventlane.benchmark.frontdoor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, and what was asked for.
 *
 * @param barePerSecond single writes per second of the bare server, a figure per round
 * @param singlePerSecond those of http-ingest
 * @param singleMillis p50 and p99 of these, under full load
 * @param eventsPerSecond events per second in batches, a figure per round
 * @param halfRate single writes per second of the open loop
 * @param halfRateMillis p50, p99 and p99.9 of these
 * @param unexpected answers other than 202 to all of the above
 * @param uncounted how many events more were answered as accepted than Kafka has
 * @param mostHeapBytes of http-ingest
 * @param heapLimitBytes of http-ingest
 */
record FrontDoorReport(
        List<Double> barePerSecond,
        List<Double> singlePerSecond,
        List<Double> singleMillis,
        List<Double> eventsPerSecond,
        double halfRate,
        List<Double> halfRateMillis,
        Map<Integer, Long> unexpected,
        long uncounted,
        Outage outage,
        long mostHeapBytes,
        long heapLimitBytes) {

    /** A figure and what it has to be. */
    record Bar(String what, String figure, String asked, boolean met) {}

    List<Bar> bars() {
        double share = median(singlePerSecond) / median(barePerSecond);
        double p99 = halfRateMillis.get(1);
        boolean only503 = outage.statuses().keySet().stream().allMatch(status -> status == 503 || status == 202);
        return List.of(
                new Bar(
                        "single writes, of the bare server's",
                        text(
                                "%.0f %% (%,.0f of %,.0f per second)",
                                100 * share, median(singlePerSecond), median(barePerSecond)),
                        ">= 50 %",
                        share >= 0.5),
                new Bar(
                        "events in batches of 500",
                        text("%,.0f per second", median(eventsPerSecond)),
                        ">= 60,000",
                        median(eventsPerSecond) >= 60_000),
                new Bar(
                        "p99 of a single write at half of the rate",
                        text("%.1f ms (p50 %.1f ms, at %,.0f per second)", p99, halfRateMillis.get(0), halfRate),
                        "<= 50 ms",
                        p99 <= 50),
                new Bar(
                        "heap",
                        text("at most %d MiB used of %d MiB", mostHeapBytes >> 20, heapLimitBytes >> 20),
                        "<= 256 MiB",
                        heapLimitBytes <= 256L << 20),
                new Bar(
                        "accepted events that Kafka does not have",
                        Long.toString(uncounted),
                        "0",
                        uncounted == 0 && unexpected.isEmpty()),
                new Bar(
                        "slowest answer while the broker is away",
                        text("%.0f ms, statuses %s", outage.slowestMillis(), outage.statuses()),
                        "503 within 2 s",
                        only503 && outage.slowestMillis() <= 2_000),
                new Bar(
                        "acknowledged events missing after the outage",
                        text("%d of %,d", outage.missing(), outage.acknowledged()),
                        "0",
                        outage.missing() == 0));
    }

    String toMarkdown() {
        StringBuilder text = new StringBuilder("| what | figure | asked | met |\n| --- | --- | --- | --- |\n");
        for (Bar bar : bars()) {
            text.append(text("| %s | %s | %s | %s |%n", bar.what, bar.figure, bar.asked, bar.met ? "yes" : "no"));
        }
        return text.append(text(
                        "%nRounds, per second: bare %s, single %s, events in batches %s. Single writes under full load: p50 %.1f ms, p99 %.1f ms. Other answers than 202: %s.%n",
                        rounded(barePerSecond),
                        rounded(singlePerSecond),
                        rounded(eventsPerSecond),
                        singleMillis.get(0),
                        singleMillis.get(1),
                        unexpected))
                .toString();
    }

    static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static List<Long> rounded(List<Double> figures) {
        return figures.stream().map(Math::round).toList();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
