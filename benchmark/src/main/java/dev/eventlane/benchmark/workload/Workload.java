package dev.eventlane.benchmark.workload;

import java.util.List;
import java.util.UUID;

/**
 * The operations of one run and what must come of them. Updates and deletes hit events of every conversation, some both.
 *
 * <p>Every operation shows in the counts of events and errors: an update always makes an error of an event that had none. So the
 * counts are right only when readers see all of them.
 */
public final class Workload {
    /** At the usual 500,000 events this makes as many conversations as the analytics list at most. */
    public static final int EVENTS_PER_CONVERSATION = 50;

    /** Latencies are multiples of 10 µs, which both JSON and doubles hold exactly enough to be compared. */
    public static final int CENTS = 100;

    private static final int LATENCY_CENTS = 1_000_000;
    private static final int CREATED_WITH_ERROR_PERCENT = 5;
    private static final List<String> ERRORS = List.of("timeout", "rate limited by the model", "answer was cut off");
    private static final String OUTPUT = "An answer of the usual length, as an assistant would write it.";
    private static final int TIMESTAMP_BITS = 48;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 1L << 63;

    private final long seed;
    private final int creates;
    private final int updates;
    private final int deletes;
    private final String name;
    private final boolean ownNames;
    private final List<String> eventNames;
    private final Shuffle updateOrder;
    private final Shuffle deleteOrder;

    /**
     * The operations.
     *
     * @param seed the same seed gives the same operations
     * @param creates how many events are created, at least 1
     * @param updates how many of them are updated, once each
     * @param deletes how many of them are deleted
     * @param eventNames conversations have one name each, in turn; empty = names that no other run has
     */
    public Workload(long seed, int creates, int updates, int deletes, List<String> eventNames) {
        if (creates < 1 || updates < 0 || deletes < 0 || updates > creates || deletes > creates) {
            throw new IllegalArgumentException(
                    "%d updates and %d deletes of %d events are not possible: give at least one insert, and at most as many updates and as many deletes as inserts"
                            .formatted(updates, deletes, creates));
        }
        this.seed = seed;
        this.creates = creates;
        this.updates = updates;
        this.deletes = deletes;
        this.name = "bench_" + Long.toHexString(seed);
        this.ownNames = eventNames.isEmpty();
        this.eventNames = ownNames ? List.of(name + "_a", name + "_b", name + "_c") : List.copyOf(eventNames);
        this.updateOrder = new Shuffle(creates, Mix.of(seed, 1));
        this.deleteOrder = new Shuffle(creates, Mix.of(seed, 2));
    }

    public List<String> eventNames() {
        return eventNames;
    }

    public int creates() {
        return creates;
    }

    /** How many operations a phase has. */
    public int count(Operation operation) {
        return switch (operation) {
            case INSERT -> creates;
            case UPDATE -> updates;
            case DELETE -> deletes;
        };
    }

    /** The event that the {@code number}-th operation of a phase is about. */
    public int eventOf(Operation operation, int number) {
        return switch (operation) {
            case INSERT -> number;
            case UPDATE -> updateOrder.at(number);
            case DELETE -> deleteOrder.at(number);
        };
    }

    public boolean isUpdated(int event) {
        return updateOrder.positionOf(event) < updates;
    }

    public boolean isDeleted(int event) {
        return deleteOrder.positionOf(event) < deletes;
    }

    public int conversations() {
        return (creates + EVENTS_PER_CONVERSATION - 1) / EVENTS_PER_CONVERSATION;
    }

    public int conversationOf(int event) {
        return event / EVENTS_PER_CONVERSATION;
    }

    public String conversationId(int conversation) {
        return conversationPrefix() + conversation;
    }

    /** What the IDs of this run's conversations, and of no others, begin with. */
    public String conversationPrefix() {
        return name + "_";
    }

    /** A conversation beside those of the run, for events that are not part of it. */
    public String sideConversationId() {
        return name + "-probe";
    }

    /** The name of events that are not part of the run. */
    public String sideEventName() {
        return ownNames ? name + "_probe" : eventNames.get(0);
    }

    public String eventName(int conversation) {
        return eventNames.get(conversation % eventNames.size());
    }

    public int firstOf(int conversation) {
        return conversation * EVENTS_PER_CONVERSATION;
    }

    public int endOf(int conversation) {
        return Math.min(creates, firstOf(conversation + 1));
    }

    /** A UUIDv7, as a server makes them: IDs of events that are created one after the other lie side by side. */
    public UUID id(int event) {
        long timestamp = (seed + event) & ((1L << TIMESTAMP_BITS) - 1);
        long random = Mix.of(seed ^ 3, event);
        return new UUID((timestamp << Short.SIZE) | VERSION | (random >>> 52), VARIANT | (Mix.of(random, event) >>> 2));
    }

    /** In hundredths of a millisecond; the first one, or that of the update. */
    public int latencyCents(int event, boolean updated) {
        return Mix.below(LATENCY_CENTS, seed ^ (updated ? 5 : 4), event);
    }

    /** The error that an event is created with; empty = none. */
    public String createdError(int event) {
        boolean isError = !isUpdated(event) && Mix.below(100, seed ^ 6, event) < CREATED_WITH_ERROR_PERCENT;
        return isError ? error(event) : "";
    }

    /** The error that the update of an event sets. */
    public String error(int event) {
        return ERRORS.get(Mix.below(ERRORS.size(), seed ^ 7, event));
    }

    public String input(int event) {
        return "Question number " + event + ": what happened, and why did it take so long?";
    }

    public String output() {
        return OUTPUT;
    }

    /** The event as it is at the end, if it is not deleted. */
    public BenchEvent expected(int event) {
        boolean updated = isUpdated(event);
        int conversation = conversationOf(event);
        return new BenchEvent(
                conversationId(conversation),
                eventName(conversation),
                updated ? error(event) : createdError(event),
                (double) latencyCents(event, updated) / CENTS,
                input(event),
                OUTPUT);
    }
}
