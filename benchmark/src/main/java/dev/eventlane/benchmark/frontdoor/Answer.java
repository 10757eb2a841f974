package dev.eventlane.benchmark.frontdoor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer to one request.
 *
 * @param dueAt when the request was to be sent, of {@link System#nanoTime}
 * @param endedAt when the answer's last byte was read
 * @param bytes head and body; valid only while the answer is handled
 * @param bodyAt where the body begins
 */
record Answer(int status, long dueAt, long endedAt, ByteBuffer bytes, int bodyAt) {
    private static final int ID_LENGTH = 36;

    /** From when it was to be sent: a request that waited for its turn waited for the server. */
    long latencyNanos() {
        return endedAt - dueAt;
    }

    /** Whether the body begins so. */
    boolean bodyStartsWith(byte[] start) {
        if (bytes.limit() - bodyAt < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes.get(bodyAt + i) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** The ID of the event in the answer to a single write. */
    String eventId() {
        byte[] body = new byte[bytes.limit() - bodyAt];
        bytes.get(bodyAt, body);
        String text = new String(body, StandardCharsets.UTF_8);
        int at = text.indexOf("\"id\":\"") + 6;
        return text.substring(at, at + ID_LENGTH);
    }
}
