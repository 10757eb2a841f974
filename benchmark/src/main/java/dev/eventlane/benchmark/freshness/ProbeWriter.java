package dev.eventlane.benchmark.freshness;

import dev.eventlane.benchmark.http.Api;
import dev.eventlane.benchmark.workload.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Creates, changes and deletes events that are not part of the load. Used by one thread. */
final class ProbeWriter {
    private static final int ACCEPTED = 202;

    private final Api api;
    private final String conversationId;
    private final String eventName;
    private final boolean sendIds;
    private final List<String> living = new ArrayList<>();
    private int writes;

    ProbeWriter(Api api, String conversationId, String eventName, boolean sendIds) {
        this.api = api;
        this.conversationId = conversationId;
        this.eventName = eventName;
        this.sendIds = sendIds;
    }

    /**
     * Writes once. Where there is no event to change or delete, it creates one.
     *
     * @param unseen whether something of an event is still to be seen: such a one is not deleted
     * @return empty if the server did not accept it
     */
    Optional<Probe> write(Operation operation, Predicate<String> unseen) throws IOException {
        writes++;
        return switch (living.isEmpty() ? Operation.INSERT : operation) {
            case INSERT -> create();
            case UPDATE -> update(living.get(writes % living.size()));
            case DELETE -> {
                Optional<String> deletable =
                        living.stream().filter(unseen.negate()).findFirst();
                yield deletable.isPresent() ? delete(deletable.get()) : create();
            }
        };
    }

    private Optional<Probe> create() throws IOException {
        String id = sendIds ? "\"id\":\"" + UUID.randomUUID() + "\"," : "";
        Api.Reply reply = api.send(
                "POST",
                "/event/",
                "{%s\"conversation_id\":\"%s\",\"event_name\":\"%s\",\"latency\":%d}"
                        .formatted(id, conversationId, eventName, writes));
        Optional<Probe> probe =
                accepted(reply, Operation.INSERT, reply.data().path("id").asText());
        probe.ifPresent(created -> living.add(created.eventId()));
        return probe;
    }

    private Optional<Probe> update(String id) throws IOException {
        Api.Reply reply = api.send("PUT", "/event/" + id, "{\"latency\":%d}".formatted(writes));
        return accepted(reply, Operation.UPDATE, id);
    }

    private Optional<Probe> delete(String id) throws IOException {
        Optional<Probe> probe = accepted(api.send("DELETE", "/event/" + id, null), Operation.DELETE, id);
        probe.ifPresent(deleted -> living.remove(id));
        return probe;
    }

    private Optional<Probe> accepted(Api.Reply reply, Operation operation, String id) {
        return reply.status() == ACCEPTED
                ? Optional.of(new Probe(operation, id, writes, System.nanoTime()))
                : Optional.empty();
    }

    /** How many events of it are not deleted. */
    int living() {
        return living.size();
    }
}
