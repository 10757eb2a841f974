package dev.eventlane.ingest.body;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.InvalidFieldException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The rules of the contract for the values of an event. */
public final class FieldRules {
    private static final int MAX_CONVERSATION_ID = 256;
    private static final int MAX_EVENT_NAME = 128;
    private static final int MAX_NAMES_TOLD = 128;
    private static final int MAX_SOURCE = 128;
    private static final int MAX_USER_ID = 256;
    private static final Duration MAX_AHEAD = Duration.ofHours(24);

    private final Set<String> eventNames;
    private final String eventNameRule;

    /**
     * Creates the rules.
     *
     * @param eventNames the only accepted event names; empty = any
     */
    public FieldRules(Set<String> eventNames) {
        this.eventNames = Set.copyOf(eventNames);
        this.eventNameRule = "must be one of: " + shortList(eventNames);
    }

    /** Every item of a batch may get it as its verdict. */
    private static String shortList(Set<String> names) {
        String all = String.join(", ", names.stream().sorted().toList());
        return all.length() <= MAX_NAMES_TOLD
                ? all
                : all.substring(0, MAX_NAMES_TOLD) + "… (" + names.size() + " in EVENT_NAMES)";
    }

    void check(EventFields fields) throws InvalidFieldException {
        if (fields.eventName() != null) {
            checkEventName("event_name", fields.eventName());
        }
        checkLength("source", fields.source(), 0, MAX_SOURCE);
        checkLength("user_id", fields.userId(), 0, MAX_USER_ID);
        if (fields.latency() != null && fields.latency() < 0) {
            throw new InvalidFieldException("latency must be >= 0");
        }
    }

    void checkEventName(String field, String name) throws InvalidFieldException {
        checkLength(field, name, 1, MAX_EVENT_NAME);
        if (!consistsOfNameCharacters(name)) {
            throw new InvalidFieldException(field + " must consist of letters, digits and _ . : -");
        }
        if (!eventNames.isEmpty() && !eventNames.contains(name)) {
            throw new InvalidFieldException(field + " " + eventNameRule);
        }
    }

    /** Every create comes by here: a pattern took as long as a third of reading its body. */
    private static boolean consistsOfNameCharacters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "_.:-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    void checkConversationId(String conversationId) throws InvalidFieldException {
        checkLength("conversation_id", conversationId, 1, MAX_CONVERSATION_ID);
    }

    /** Before 1970 nobody sent events: such a time is a wrong unit, and would spread rows over meaningless partitions. */
    void checkCreatedAt(Instant createdAt, Instant now) throws InvalidFieldException {
        if (createdAt.isAfter(now.plus(MAX_AHEAD))) {
            throw new InvalidFieldException("created_at must be at most 24 h in the future");
        }
        if (createdAt.isBefore(Instant.EPOCH)) {
            throw new InvalidFieldException("created_at must not be before 1970-01-01T00:00:00Z");
        }
    }

    static <T> T require(String field, T value) throws InvalidFieldException {
        if (value == null) {
            throw new InvalidFieldException(field + " is required");
        }
        return value;
    }

    private static void checkLength(String field, String value, int min, int max) throws InvalidFieldException {
        if (value == null || (value.length() >= min && value.length() <= max)) {
            return;
        }
        throw new InvalidFieldException(
                field + " must be " + (min == 0 ? "at most " + max : min + " to " + max) + " characters long");
    }
}
