package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.localstack.api.Probe;
import dev.eventlane.systemtests.model.Difference.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a load's clients were told, held against what Kafka has: every accepted operation is there as it was sent, and operations
 * on one event stand in the order in which their 202s were answered. Thread-safe.
 */
public final class Promises {
    private final Map<Object, Promise> known = new HashMap<>();
    private final Map<UUID, List<Promise>> acceptedByEvent = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Object, Promise> earlier;
    private final Set<UUID> probes = new HashSet<>();

    /** The promises of a first load. */
    public Promises() {
        this.earlier = Map.of();
    }

    /** Those of the next load; what comes late of this one is still known. */
    public Promises(Promises previous) {
        this.earlier = previous.known;
    }

    /** One operation that was sent. */
    static final class Promise {
        private final Request request;

        /** All that is accepted of its event, in the order of the answers. */
        private final List<Promise> acceptedOfEvent;

        /** So many of them were, before this was sent for the first time: it must stand after each. */
        private final int acceptedBefore;

        private boolean accepted;
        private LoggedOperation first;

        private Promise(Request request, List<Promise> acceptedOfEvent) {
            this.request = request;
            this.acceptedOfEvent = acceptedOfEvent;
            this.acceptedBefore = acceptedOfEvent.size();
        }

        /** One that it had to stand after and does not. */
        private Optional<Promise> misplacedBefore() {
            return acceptedOfEvent.subList(0, acceptedBefore).stream()
                    .filter(before -> !stands(before.first, first))
                    .findFirst();
        }
    }

    /** An operation is about to be sent, for the first time or again. */
    synchronized Promise sending(Request request) {
        return known.computeIfAbsent(identity(request), identity -> new Promise(request, acceptedOf(request.event())));
    }

    /** It was answered 202. */
    synchronized void accepted(Promise promise) {
        if (!promise.accepted) {
            promise.accepted = true;
            acceptedOf(promise.request.event()).add(promise);
        }
    }

    private List<Promise> acceptedOf(UUID event) {
        return acceptedByEvent.computeIfAbsent(event, none -> new ArrayList<>());
    }

    /** How many operations were accepted, each counted once however often it was repeated. */
    public synchronized long accepted() {
        return known.values().stream().filter(promise -> promise.accepted).count();
    }

    /** Takes note of what Kafka holds; of one partition in its order. */
    public synchronized void found(Collection<LoggedOperation> operations) {
        for (LoggedOperation operation : operations) {
            Object identity = known.containsKey(operation.operationId()) ? operation.operationId() : tag(operation);
            Promise promise = known.get(identity);
            if (promise == null) {
                if (!isProbe(operation)
                        && !earlier.containsKey(operation.operationId())
                        && !earlier.containsKey(identity)) {
                    differences.add(new Difference(Kind.DOUBLED, subject(operation), "nobody sent it", operation));
                }
                continue;
            }
            if (promise.first == null) {
                promise.first = operation;
            }
            if (!promise.request.isHeldBy(operation)) {
                differences.add(new Difference(Kind.WRONG, subject(operation), promise.request, operation));
            }
        }
    }

    /** A stack that is upgraded sends an event of its own. */
    private boolean isProbe(LoggedOperation operation) {
        JsonNode data = operation.data();
        if (data != null && data.path("conversation_id").asText().equals(Probe.CONVERSATION)) {
            probes.add(operation.event());
        }
        return probes.contains(operation.event());
    }

    /** What was promised and not kept, once the log was read to its end after the last answer. */
    public synchronized List<Difference> broken() {
        List<Difference> broken = new ArrayList<>(differences);
        for (Promise promise : known.values()) {
            if (promise.accepted && promise.first == null) {
                broken.add(new Difference(Kind.LOST, "operation " + promise.request.tag(), promise.request, "nothing"));
            } else if (promise.first != null) {
                promise.misplacedBefore()
                        .ifPresent(before -> broken.add(new Difference(
                                Kind.MISORDERED,
                                "operation " + promise.request.tag(),
                                "after " + before.request.tag() + ", which was accepted before it was sent",
                                promise.first.position() + " and " + before.first.position())));
            }
        }
        return broken;
    }

    /** Whether the one stands before the other; that it does not stand there at all is counted as lost. */
    private static boolean stands(LoggedOperation before, LoggedOperation after) {
        return before == null || (before.partition() == after.partition() && before.offset() < after.offset());
    }

    private static Object identity(Request request) {
        return request.keyed() ? NameBasedUuid.operation(request.tag()) : request.tag();
    }

    private static Object tag(LoggedOperation operation) {
        return operation.data() != null && operation.data().has(Request.TAG_FIELD)
                ? operation.data().get(Request.TAG_FIELD).asText()
                : operation.operationId();
    }

    private static String subject(LoggedOperation operation) {
        return "operation at " + operation.position();
    }
}
