package dev.eventlane.systemtests.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What every event must be, by the operations that Kafka holds. */
public final class Oracle {
    private final Map<UUID, ModelEvent> events = new HashMap<>();
    private final Map<String, List<UUID>> conversations = new HashMap<>();
    private Instant newest = Instant.EPOCH;

    /** Applies what came next; of one partition in its order. */
    public void apply(List<LoggedOperation> operations) {
        for (LoggedOperation operation : operations) {
            ModelEvent event = events.computeIfAbsent(operation.event(), id -> new ModelEvent());
            boolean existed = event.row().isPresent();
            event.apply(operation);
            if (!existed && event.row().isPresent()) {
                conversations
                        .computeIfAbsent(event.row().get().conversationId(), id -> new ArrayList<>())
                        .add(operation.event());
            }
            Instant time = Instant.ofEpochMilli(operation.timestamp());
            newest = time.isAfter(newest) ? time : newest;
        }
    }

    /** When Kafka appended the newest operation. */
    public Instant newest() {
        return newest;
    }

    /** The newest version of every event that was ever created, also of deleted ones. */
    public Stream<Row> rows() {
        return events.values().stream().map(ModelEvent::row).flatMap(Optional::stream);
    }

    /** Every event that is there now. */
    public Stream<Row> live() {
        return rows().filter(row -> !row.deleted());
    }

    /** The events of a conversation that are there now, in the order in which they are read. */
    public List<Row> conversation(String id) {
        return conversations.getOrDefault(id, List.of()).stream()
                .map(event -> events.get(event).row().orElseThrow())
                .filter(row -> !row.deleted())
                .sorted(Comparator.comparing(Row::createdAt)
                        .thenComparing(row -> row.id().toString()))
                .toList();
    }

    /** Operations whose create did not come, by their position in Kafka. */
    public Map<String, LoggedOperation> waiting() {
        Map<String, LoggedOperation> waiting = new HashMap<>();
        events.values().forEach(event -> event.waiting().forEach(waited -> waiting.put(waited.position(), waited)));
        return waiting;
    }
}
