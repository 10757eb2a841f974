package dev.eventlane.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The operations of one run and what must come of them. Everything follows from seed and index, so that nothing has to be kept
 * to check the result: event {@code i} is created, updated if {@code i < updates}, deleted if it is among the last {@code
 * deletes}.
 *
 * @param seed the same seed gives the same operations
 * @param creates how many events are created
 * @param updates how many of them are updated, the first ones
 * @param deletes how many of them are deleted, the last ones
 */
record Workload(long seed, int creates, int updates, int deletes) {
    private static final int EVENTS_PER_CONVERSATION = 20;
    private static final int ERROR_EVERY = 10;

    Workload {
        if (updates > creates || deletes > creates) {
            throw new IllegalArgumentException("there are " + updates + " updates and " + deletes + " deletes of "
                    + creates + " events; give at least as many creates");
        }
    }

    /** What a reader must find of an event. */
    record Expected(String id, String error, double latency, String input) {}

    String eventName() {
        return "bench_" + Long.toHexString(seed);
    }

    UUID id(int index) {
        byte[] name = ByteBuffer.allocate(12).putLong(seed).putInt(index).array();
        return UUID.nameUUIDFromBytes(name);
    }

    int conversations() {
        return (creates + EVENTS_PER_CONVERSATION - 1) / EVENTS_PER_CONVERSATION;
    }

    String conversation(int number) {
        return eventName() + "_" + number;
    }

    int firstOf(int conversation) {
        return conversation * EVENTS_PER_CONVERSATION;
    }

    int endOf(int conversation) {
        return Math.min(creates, firstOf(conversation + 1));
    }

    byte[] createBody(int index) {
        return json(
                "{\"id\":\"%s\",\"conversation_id\":\"%s\",\"event_name\":\"%s\",\"latency\":%s,\"input\":\"%s\",\"output\":\"%s\"}",
                id(index),
                conversation(index / EVENTS_PER_CONVERSATION),
                eventName(),
                latency(index, 0),
                text(index),
                "An answer of the usual length, as an assistant would write it.");
    }

    byte[] updateBody(int index) {
        return json("{\"latency\":%s,\"error\":\"%s\"}", latency(index, 1), error(index));
    }

    boolean isDeleted(int index) {
        return index >= creates - deletes;
    }

    Expected expected(int index) {
        boolean updated = index < updates;
        return new Expected(
                id(index).toString(), updated ? error(index) : "", latency(index, updated ? 1 : 0), text(index));
    }

    int expectedEvents() {
        return creates - deletes;
    }

    int expectedErrors() {
        int errors = 0;
        for (int i = 0; i < updates; i++) {
            if (!isDeleted(i) && !error(i).isEmpty()) {
                errors++;
            }
        }
        return errors;
    }

    private static String error(int index) {
        return index % ERROR_EVERY == 0 ? "timeout" : "";
    }

    private double latency(int index, int state) {
        return new SplittableRandom(seed * 31 + index * 2L + state).nextInt(1, 1_000_000) / 100.0;
    }

    private static String text(int index) {
        return "Question number " + index + ": what happened, and why did it take so long?";
    }

    private static byte[] json(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.UTF_8);
    }
}
