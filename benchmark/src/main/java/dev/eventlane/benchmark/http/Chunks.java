package dev.eventlane.benchmark.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A body that comes in chunks. */
final class Chunks {
    private static final int UNKNOWN = -1;

    private Chunks() {}

    /**
     * Puts the chunks together, in place, once all of them are there.
     *
     * @return the length of the body; -1 if it is not whole yet, and the bytes are as they were
     */
    static int join(byte[] bytes, int from, int end) throws IOException {
        if (!areWhole(bytes, from, end)) {
            return UNKNOWN;
        }
        int length = 0;
        int at = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            int size = size(bytes, at, line);
            if (size == 0) {
                return length;
            }
            System.arraycopy(bytes, line + 2, bytes, from + length, size);
            length += size;
            at = line + 2 + size + 2;
        }
    }

    private static boolean areWhole(byte[] bytes, int from, int end) throws IOException {
        int at = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            if (line < 0) {
                return false;
            }
            int size = size(bytes, at, line);
            if (size == 0) {
                return trailersEnd(bytes, line + 2, end);
            }
            at = line + 2 + size + 2;
            if (at > end) {
                return false;
            }
        }
    }

    private static boolean trailersEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (true) {
            int line = lineEnd(bytes, at, end);
            if (line < 0) {
                return false;
            }
            if (line == at) {
                return true;
            }
            at = line + 2;
        }
    }

    private static int lineEnd(byte[] bytes, int from, int end) {
        for (int i = from; i + 1 < end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int size(byte[] bytes, int from, int line) throws IOException {
        String text = new String(bytes, from, line - from, StandardCharsets.US_ASCII);
        int extension = text.indexOf(';');
        try {
            return Integer.parseInt(
                    extension < 0 ? text.strip() : text.substring(0, extension).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk of an answer has the size " + text, e);
        }
    }
}
