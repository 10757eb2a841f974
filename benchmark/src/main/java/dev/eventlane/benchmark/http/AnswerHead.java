package dev.eventlane.benchmark.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the head of an answer says about the answer.
 *
 * @param bodyAt where the body begins
 * @param length of the body; -1 = until the connection ends
 * @param chunked whether the body comes in chunks
 * @param retryAfter in seconds; 0 = not given
 * @param closesConnection whether nothing follows
 */
record AnswerHead(int bodyAt, int length, boolean chunked, int retryAfter, boolean closesConnection) {
    private static final int LONGEST = 64 << 10;
    private static final int UNKNOWN = -1;
    private static final int STATUS_AT = 9;
    private static final int SHORTEST = STATUS_AT + 3;
    private static final String LINE_END = "\r\n";
    private static final String CONTENT_LENGTH = "content-length:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";
    private static final String RETRY_AFTER = "retry-after:";
    private static final String CONNECTION = "connection:";

    /**
     * Finds the head.
     *
     * @return {@code null} if it is not whole yet
     */
    static AnswerHead find(byte[] bytes, int end) throws IOException {
        for (int i = 0; i + 3 < end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return parse(new String(bytes, 0, i, StandardCharsets.US_ASCII), i + 4);
            }
        }
        if (end > LONGEST) {
            throw new IOException("the head of an answer is longer than " + LONGEST + " bytes");
        }
        return null;
    }

    /** Regular expressions and lower-case copies would cost more than all else that is done for an answer. */
    private static AnswerHead parse(String head, int bodyAt) throws IOException {
        if (!head.startsWith("HTTP/1.") || head.length() < SHORTEST) {
            throw new IOException("an answer does not begin like one of HTTP/1.1");
        }
        int length = head.startsWith("204", STATUS_AT) ? 0 : UNKNOWN;
        boolean chunked = false;
        int retryAfter = 0;
        boolean closes = head.startsWith("HTTP/1.0");
        int end;
        for (int from = head.indexOf(LINE_END); from >= 0; from = end == head.length() ? UNKNOWN : end) {
            int name = from + LINE_END.length();
            int next = head.indexOf(LINE_END, name);
            end = next < 0 ? head.length() : next;
            if (isNamed(head, name, CONTENT_LENGTH)) {
                length = number(value(head, name, CONTENT_LENGTH, end));
            } else if (isNamed(head, name, TRANSFER_ENCODING)) {
                chunked = value(head, name, TRANSFER_ENCODING, end).equalsIgnoreCase("chunked");
            } else if (isNamed(head, name, RETRY_AFTER)) {
                retryAfter = seconds(value(head, name, RETRY_AFTER, end));
            } else if (isNamed(head, name, CONNECTION)) {
                closes = value(head, name, CONNECTION, end).equalsIgnoreCase("close");
            }
        }
        return new AnswerHead(bodyAt, length, chunked, retryAfter, closes);
    }

    private static boolean isNamed(String head, int at, String name) {
        return head.regionMatches(true, at, name, 0, name.length());
    }

    private static String value(String head, int at, String name, int end) {
        return head.substring(at + name.length(), end).strip();
    }

    /** A date is not worth its parsing: one second is what most servers mean. */
    private static int seconds(String retryAfter) throws IOException {
        return Character.isDigit(retryAfter.isEmpty() ? ' ' : retryAfter.charAt(0)) ? number(retryAfter) : 1;
    }

    private static int number(String value) throws IOException {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IOException("a header of an answer says " + value + " where a number must be", e);
        }
    }

    /**
     * The length of the body, once it is whole; chunks are put together in place.
     *
     * @param ended whether the connection has ended
     * @return -1 if it is not whole yet
     */
    int wholeBody(byte[] bytes, int end, boolean ended) throws IOException {
        if (chunked) {
            return Chunks.join(bytes, bodyAt, end);
        }
        if (length == UNKNOWN) {
            return ended ? end - bodyAt : UNKNOWN;
        }
        return end - bodyAt >= length ? length : UNKNOWN;
    }
}
