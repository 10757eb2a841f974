package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Random content of events. Small sets of names, so that events meet in the groups that analytics count. */
final class EventBodies {
    private static final List<String> NAMES = List.of("click", "purchase", "chat.turn", "tool:call");
    private static final List<String> SOURCES = List.of("web", "ios", "android", "");
    private static final List<String> ERRORS = List.of("", "", "", "timeout", "refused: \"quota\"", "отказ 拒绝 🙈");
    private static final List<String> TEXTS =
            List.of("", "Hello, world!", "line one\nline two\ttab", "世界 🙂", "x".repeat(700), "null", "\\N '' \"\"");
    private static final List<String> PROPERTIES = List.of(
            "{}",
            "{\"plan\":\"free\",\"price\":2.50}",
            "{\"a\":{\"b\":[1,null,true,\"é\"]},\"big\":12345678901234567890}");
    private static final List<String> CHANGEABLE = List.of(
            "conversation_metadata",
            "event_name",
            "source",
            "user_id",
            "value",
            "error",
            "latency",
            "input",
            "output",
            "input_embeddings",
            "output_embeddings",
            "properties");
    private static final int OLDEST_SECONDS = 5 * 24 * 3600;

    private final SplittableRandom random;
    private final List<String> conversations;

    EventBodies(SplittableRandom random, List<String> conversations) {
        this.random = random;
        this.conversations = conversations;
    }

    /** An event of one of the conversations. */
    ObjectNode event() {
        ObjectNode event = Json.object()
                .put("conversation_id", one(conversations))
                .put("event_name", one(NAMES))
                .put("latency", latency())
                .put("error", one(ERRORS));
        for (String field : CHANGEABLE) {
            if (random.nextInt(3) == 0) {
                set(event, field);
            }
        }
        if (random.nextInt(3) == 0) {
            event.put("created_at", pastTime());
        }
        return event;
    }

    /** An event outside of any conversation. */
    ObjectNode collected() {
        ObjectNode event = Json.object()
                .put("event_name", one(NAMES))
                .put("source", one(SOURCES))
                .put("created_at", pastTime());
        if (random.nextBoolean()) {
            set(event, "value");
        }
        return event;
    }

    /** One to three fields. */
    ObjectNode changes() {
        ObjectNode changes = Json.object();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            set(changes, one(CHANGEABLE));
        }
        return changes;
    }

    private void set(ObjectNode event, String field) {
        switch (field) {
            case "conversation_metadata" -> event.put(field, "{\"tier\":\"" + random.nextInt(5) + "\"}");
            case "event_name" -> event.put(field, one(NAMES));
            case "source" -> event.put(field, one(SOURCES));
            case "user_id" -> event.put(field, "user-" + random.nextInt(50));
            case "value" -> event.put(field, random.nextInt(-100_000, 100_000) / 8.0);
            case "error" -> event.put(field, one(ERRORS));
            case "latency" -> event.put(field, latency());
            case "input_embeddings", "output_embeddings" -> setVector(event, field);
            case "properties" -> event.set(field, Json.read(one(PROPERTIES)));
            default -> event.put(field, one(TEXTS));
        }
    }

    private void setVector(ObjectNode event, String field) {
        var vector = event.putArray(field);
        for (int i = random.nextInt(6); i > 0; i--) {
            vector.add(random.nextInt(-4000, 4000) / 1000.0);
        }
    }

    /** Few enough values that some are alike. */
    private double latency() {
        return random.nextInt(20_000) / 4.0;
    }

    private String pastTime() {
        return Row.TIME.format(Instant.now().minusSeconds(random.nextInt(OLDEST_SECONDS)));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
