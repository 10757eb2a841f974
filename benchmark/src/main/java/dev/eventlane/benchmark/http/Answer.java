package dev.eventlane.benchmark.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An answer as it comes, read into the same bytes again and again. Used by one thread. */
public final class Answer {
    private static final int INITIAL = 4 << 10;
    private static final int STATUS_AT = 9;
    private static final int UNKNOWN = -1;

    private ByteBuffer buffer = ByteBuffer.allocate(INITIAL);
    private AnswerHead head;
    private int bodyLength;

    /** Forgets the last answer. */
    void clear() {
        buffer.clear();
        head = null;
        bodyLength = UNKNOWN;
    }

    /**
     * Reads what there is.
     *
     * @return whether the answer is whole
     * @throws EOFException if the server ended the connection before
     */
    boolean read(ReadableByteChannel channel) throws IOException {
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        }
        int count = channel.read(buffer);
        if (head == null) {
            head = AnswerHead.find(buffer.array(), buffer.position());
        }
        if (head != null) {
            bodyLength = head.wholeBody(buffer.array(), buffer.position(), count < 0);
        }
        if (count < 0 && bodyLength == UNKNOWN) {
            throw new EOFException("the server closed the connection before its answer was whole");
        }
        return bodyLength != UNKNOWN;
    }

    public int status() {
        byte[] bytes = buffer.array();
        return 100 * (bytes[STATUS_AT] - '0') + 10 * (bytes[STATUS_AT + 1] - '0') + bytes[STATUS_AT + 2] - '0';
    }

    /** In seconds; 0 if the answer does not say. */
    public int retryAfter() {
        return head.retryAfter();
    }

    /** Whether nothing can follow on this connection. */
    boolean closesConnection() {
        return head.closesConnection();
    }

    public byte[] body() {
        return Arrays.copyOfRange(buffer.array(), head.bodyAt(), head.bodyAt() + bodyLength);
    }

    public boolean bodyStartsWith(byte[] start) {
        int at = head.bodyAt();
        return bodyLength >= start.length
                && Arrays.equals(buffer.array(), at, at + start.length, start, 0, start.length);
    }

    /** Where the body holds this, counted from its beginning; -1 if nowhere. */
    public int bodyIndexOf(byte[] what) {
        byte[] bytes = buffer.array();
        int last = head.bodyAt() + bodyLength - what.length;
        for (int at = head.bodyAt(); at <= last; at++) {
            if (Arrays.equals(bytes, at, at + what.length, what, 0, what.length)) {
                return at - head.bodyAt();
            }
        }
        return -1;
    }

    /** A part of the body, which must be ASCII. */
    public String bodyText(int from, int length) {
        int available = Math.max(0, Math.min(length, bodyLength - from));
        return new String(buffer.array(), head.bodyAt() + from, available, StandardCharsets.US_ASCII);
    }
}
