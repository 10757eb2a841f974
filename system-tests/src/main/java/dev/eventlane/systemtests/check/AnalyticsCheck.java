package dev.eventlane.systemtests.check;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.Json;
import dev.eventlane.systemtests.model.Oracle;
import dev.eventlane.systemtests.model.Row;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Recounts every analytics answer from the oracle's events. */
final class AnalyticsCheck {
    private static final int LIMIT = 10_000;
    private static final double P95 = 0.95;
    /** Two programs may round the last digit of an interpolation differently. */
    private static final double ROUNDING = 1e-12;

    private final Client client;
    private final Oracle oracle;

    AnalyticsCheck(Client client, Oracle oracle) {
        this.client = client;
        this.oracle = oracle;
    }

    List<Difference> differences() {
        LocalDate dayBefore =
                LocalDate.ofInstant(oracle.newest(), ZoneOffset.UTC).minusDays(2);
        List<Difference> differences = new ArrayList<>();
        compare("&days=30", "", row -> true, differences);
        String filter = "&source=web&event_name=click&event_name=chat.turn&from=" + dayBefore + "T00:00:00Z";
        Predicate<Row> filtered = row -> row.text("source").equals("web")
                && (row.text("event_name").equals("click")
                        || row.text("event_name").equals("chat.turn"))
                && !day(row).isBefore(dayBefore);
        compare(filter, filter, filtered, differences);
        String priced = "&properties.plan=free&properties.price=2.5";
        compare("&days=30" + priced, priced, AnalyticsCheck::isFreeAt250, differences);
        return differences;
    }

    private static boolean isFreeAt250(Row row) {
        JsonNode properties = Json.read(row.text("properties"));
        return properties.path("plan").asText().equals("free")
                && properties.path("price").asDouble() == 2.5;
    }

    private void compare(String days, String filter, Predicate<Row> counted, List<Difference> differences) {
        List<Row> all = oracle.live().filter(counted).toList();
        List<Row> sessions =
                all.stream().filter(row -> !row.conversationId().isEmpty()).toList();
        compare("/analytics/errors?" + days.substring(1), errors(all)).ifPresent(differences::add);
        compare("/analytics/latency?limit=" + LIMIT + filter, latencies(sessions))
                .ifPresent(differences::add);
        compare("/analytics/sessions/top-errors?limit=" + LIMIT + filter, topErrors(sessions))
                .ifPresent(differences::add);
    }

    private Optional<Difference> compare(String path, List<ObjectNode> expected) {
        Answer answer = client.get(path);
        if (answer.status() != 200) {
            return Optional.of(new Difference(Kind.WRONG, "GET " + path, "200", answer));
        }
        List<JsonNode> found = answer.data().valueStream().toList();
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            Object right = i < expected.size() ? expected.get(i) : "nothing more";
            Object read = i < found.size() ? found.get(i) : "nothing more";
            if (!(right instanceof JsonNode one && read instanceof JsonNode other && areSame(one, other))) {
                return Optional.of(new Difference(Kind.WRONG, "GET " + path + ", entry " + i, right, read));
            }
        }
        return Optional.empty();
    }

    private static boolean areSame(JsonNode expected, JsonNode found) {
        if (expected.has("p95_latency") && found.has("p95_latency")) {
            double right = expected.get("p95_latency").doubleValue();
            double read = found.get("p95_latency").doubleValue();
            ObjectNode rounded = ((ObjectNode) found).deepCopy().put("p95_latency", right);
            return Math.abs(right - read) <= ROUNDING * Math.abs(right) && Json.same(expected, rounded);
        }
        return Json.same(expected, found);
    }

    private static List<ObjectNode> errors(List<Row> rows) {
        record Group(String date, String eventName) {}
        return rows.stream()
                .collect(groupingBy(row -> new Group(day(row).toString(), row.text("event_name"))))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(
                        entry -> entry.getKey(),
                        Comparator.comparing(Group::date).thenComparing(Group::eventName)))
                .map(entry -> Json.object()
                        .put("date", entry.getKey().date())
                        .put("event_name", entry.getKey().eventName())
                        .put("error_count", errorCount(entry.getValue()))
                        .put("total_count", entry.getValue().size()))
                .toList();
    }

    private static List<ObjectNode> latencies(List<Row> rows) {
        record Group(String conversation, String eventName) {}
        return rows.stream()
                .collect(groupingBy(row -> new Group(row.conversationId(), row.text("event_name"))))
                .entrySet()
                .stream()
                .map(entry -> Json.object()
                        .put("conversation_id", entry.getKey().conversation())
                        .put("event_name", entry.getKey().eventName())
                        .put("p95_latency", p95(entry.getValue()))
                        .put("event_count", entry.getValue().size()))
                .sorted(Comparator.comparingDouble(
                                (ObjectNode group) -> -group.get("p95_latency").doubleValue())
                        .thenComparing(group -> group.get("conversation_id").asText())
                        .thenComparing(group -> group.get("event_name").asText()))
                .toList();
    }

    /** Interpolates linearly between the two nearest events, in the order of operations that ClickHouse uses. */
    private static double p95(List<Row> rows) {
        double[] sorted = rows.stream().mapToDouble(Row::latency).sorted().toArray();
        double rank = P95 * (sorted.length - 1) + 1;
        int below = (int) rank;
        return below >= sorted.length
                ? sorted[sorted.length - 1]
                : sorted[below - 1] + (rank - below) * (sorted[below] - sorted[below - 1]);
    }

    private static List<ObjectNode> topErrors(List<Row> rows) {
        return rows.stream().collect(groupingBy(Row::conversationId)).entrySet().stream()
                .map(entry -> Json.object()
                        .put("conversation_id", entry.getKey())
                        .put("total_events", entry.getValue().size())
                        .put("error_events", errorCount(entry.getValue()))
                        .put(
                                "error_rate",
                                (double) errorCount(entry.getValue())
                                        / entry.getValue().size()))
                .sorted(Comparator.comparingDouble((ObjectNode session) ->
                                -session.get("error_rate").doubleValue())
                        .thenComparingInt(
                                session -> -session.get("total_events").intValue())
                        .thenComparing(session -> session.get("conversation_id").asText()))
                .toList();
    }

    private static int errorCount(List<Row> rows) {
        return Math.toIntExact(rows.stream().filter(Row::isError).count());
    }

    private static LocalDate day(Row row) {
        return LocalDate.ofInstant(row.createdAt(), ZoneOffset.UTC);
    }
}
