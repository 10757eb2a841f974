package dev.eventlane.ingest.content;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Reads pieces as if they were one. {@link #available} is exact: what reads gzip relies on it to find the end. */
final class PiecesInput extends InputStream {
    private final List<byte[]> pieces;
    private int piece;
    private int at;
    private int left;

    PiecesInput(List<byte[]> pieces, int size) {
        this.pieces = pieces;
        this.left = size;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        int value = current()[at] & 0xff;
        advance(1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        byte[] from = current();
        int count = Math.min(Math.min(length, from.length - at), left);
        System.arraycopy(from, at, into, offset, count);
        advance(count);
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = 0;
        while (skipped < count && left > 0) {
            int step = (int) Math.min(Math.min(count - skipped, current().length - at), left);
            advance(step);
            skipped += step;
        }
        return skipped;
    }

    @Override
    public int available() {
        return left;
    }

    private byte[] current() {
        byte[] current = pieces.get(piece);
        if (at < current.length) {
            return current;
        }
        piece++;
        at = 0;
        return pieces.get(piece);
    }

    private void advance(int count) {
        at += count;
        left -= count;
    }
}
