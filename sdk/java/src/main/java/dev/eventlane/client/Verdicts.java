package dev.eventlane.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server said about each item of a batch.
 *
 * @param accepted the server has them
 * @param rejected it refused them for good
 * @param errors why, for each of these
 * @param again to send again, in order; those without a verdict are among them, for nothing but the server's word makes an item
 *     accepted
 */
record Verdicts(List<byte[]> accepted, List<byte[]> rejected, List<String> errors, List<byte[]> again) {
    /** The verdicts of an answer to a batch of these items, of which there may be none. */
    static Verdicts of(Answer answer, List<byte[]> items) {
        Map<Integer, JsonNode> rows = new HashMap<>();
        answer.parsed().ifPresent(body -> body.path("results")
                .forEach(row -> rows.put(row.path("index").asInt(-1), row)));
        Verdicts verdicts = new Verdicts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < items.size(); i++) {
            verdicts.add(items.get(i), rows.get(i));
        }
        return verdicts;
    }

    private void add(byte[] item, JsonNode row) {
        switch (row == null ? "" : row.path("status").asText()) {
            case "accepted" -> accepted.add(item);
            case "rejected" -> {
                rejected.add(item);
                errors.add(row.path("error").asText());
            }
            default -> again.add(item);
        }
    }
}
