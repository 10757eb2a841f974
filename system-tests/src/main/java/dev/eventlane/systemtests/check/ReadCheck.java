package dev.eventlane.systemtests.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.systemtests.Client;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.model.Difference;
import dev.eventlane.systemtests.model.Difference.Kind;
import dev.eventlane.systemtests.model.Json;
import dev.eventlane.systemtests.model.Oracle;
import dev.eventlane.systemtests.model.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares reads of conversations and of single events with the oracle. */
final class ReadCheck {
    private static final int SAMPLE = 20;

    private final Client client;
    private final Oracle oracle;

    ReadCheck(Client client, Oracle oracle) {
        this.client = client;
        this.oracle = oracle;
    }

    /** Compares every event of the conversations. */
    List<Difference> conversations(Collection<String> ids) {
        List<Difference> differences = new ArrayList<>();
        for (String id : ids) {
            String path = "/events/conversation/" + id;
            List<JsonNode> expected = oracle.conversation(id).stream()
                    .<JsonNode>map(Row::asAnswer)
                    .toList();
            Answer answer = client.get(path);
            List<JsonNode> found =
                    answer.status() == 200 ? answer.data().valueStream().toList() : List.of(answer.body());
            if (!areSame(expected, found)) {
                differences.add(new Difference(Kind.WRONG, "GET " + path, expected, found));
            }
        }
        return differences;
    }

    /** Compares the answers for some of the events, of which those that are deleted must not be found. */
    List<Difference> events(List<Row> rows) {
        List<Difference> differences = new ArrayList<>();
        int step = Math.max(1, rows.size() / SAMPLE);
        for (int i = 0; i < rows.size(); i += step) {
            Row row = rows.get(i);
            Answer answer = client.get("/event/" + row.id());
            boolean right = row.deleted()
                    ? answer.status() == 404
                    : answer.status() == 200 && Json.same(row.asAnswer(), answer.data());
            if (!right) {
                differences.add(new Difference(Kind.WRONG, "GET /event/" + row.id(), row, answer));
            }
        }
        return differences;
    }

    private static boolean areSame(List<JsonNode> expected, List<JsonNode> found) {
        if (expected.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!Json.same(expected.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }
}
