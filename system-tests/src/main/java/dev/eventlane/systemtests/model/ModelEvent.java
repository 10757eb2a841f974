package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One event of the oracle: the documented life cycle in its plainest form. */
final class ModelEvent {
    private static final int REMEMBERED = 32;
    private static final long VERSIONS_PER_MILLI = 1024;

    private final List<LoggedOperation> waiting = new ArrayList<>();
    private final Deque<UUID> remembered = new ArrayDeque<>();
    private Row row;

    /** The newest version; empty before the create. */
    Optional<Row> row() {
        return Optional.ofNullable(row);
    }

    /** What waits for the create; nothing once it came. */
    List<LoggedOperation> waiting() {
        return waiting;
    }

    void apply(LoggedOperation operation) {
        if (row != null) {
            change(operation, operation.timestamp());
        } else if (operation.operation().equals("create")) {
            create(operation);
            waiting.forEach(waited -> change(waited, operation.timestamp()));
            waiting.clear();
        } else if (waiting.stream().noneMatch(waited -> waited.operationId().equals(operation.operationId()))) {
            waiting.add(operation);
        }
    }

    private void create(LoggedOperation create) {
        JsonNode data = create.data();
        Map<String, Object> fields = new HashMap<>(Row.DEFAULTS);
        fields.putAll(Row.fields(data));
        fields.remove("conversation_id");
        fields.remove("created_at");
        row = new Row(
                create.event(),
                data.get("conversation_id").asText(),
                Instant.parse(data.get("created_at").asText()),
                Instant.ofEpochMilli(create.timestamp()),
                create.timestamp() * VERSIONS_PER_MILLI,
                false,
                fields);
        remember(create);
    }

    private void change(LoggedOperation operation, long timestamp) {
        if (remembered.contains(operation.operationId())
                || row.deleted()
                || operation.operation().equals("create")) {
            return;
        }
        remember(operation);
        if (operation.operation().equals("delete")) {
            row = next(timestamp, true, Row.DEFAULTS);
            return;
        }
        Map<String, Object> fields = new HashMap<>(row.fields());
        fields.putAll(Row.fields(operation.data()));
        if (!fields.equals(row.fields())) {
            row = next(timestamp, false, fields);
        }
    }

    private Row next(long timestamp, boolean deleted, Map<String, Object> fields) {
        return new Row(
                row.id(),
                row.conversationId(),
                row.createdAt(),
                Instant.ofEpochMilli(timestamp),
                Math.max(row.version() + 1, timestamp * VERSIONS_PER_MILLI),
                deleted,
                fields);
    }

    private void remember(LoggedOperation operation) {
        remembered.add(operation.operationId());
        if (remembered.size() > REMEMBERED) {
            remembered.remove();
        }
    }
}
