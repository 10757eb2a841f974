package dev.eventlane.ingest.content;

import dev.eventlane.ingest.ByteBudget;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one body, as pieces, taken from a budget until they are released. Memory grows with what has come: a body that
 * comes byte by byte holds hardly more than its size. Used by one thread at a time.
 */
public final class HeldBytes {
    /** A piece that small chunks are put together in is an eighth of what is there, within these bounds. */
    private static final int SMALLEST_PIECE = 64;

    private static final int LARGEST_PIECE = 16 << 10;

    /** A chunk of at least this size is kept as it is, instead of being copied. */
    private static final int WORTH_KEEPING = 4 << 10;

    private static final byte[] EMPTY = {};

    private final int maxBytes;
    private final ByteBudget budget;
    private final List<byte[]> pieces = new ArrayList<>(2);
    private byte[] last = EMPTY;
    private int lastUsed;
    private int size;
    private long reserved;

    /** What became of bytes that were to be added. */
    public enum Added {
        YES,
        /** They would exceed the size that a body may have. */
        TOO_LARGE,
        /** They would exceed the budget. */
        NO_ROOM
    }

    /**
     * Holds nothing yet.
     *
     * @param maxBytes how many bytes it may hold
     * @param budget where they are taken from
     */
    public HeldBytes(int maxBytes, ByteBudget budget) {
        this.maxBytes = maxBytes;
        this.budget = budget;
    }

    /** Adds a chunk, which belongs to this object from then on, or nothing of it. */
    public Added add(byte[] chunk) {
        if (chunk.length > maxBytes - size) {
            return Added.TOO_LARGE;
        }
        int intoLast = Math.min(chunk.length, last.length - lastUsed);
        int rest = chunk.length - intoLast;
        boolean keep = pieces.isEmpty() || (intoLast == 0 && rest >= WORTH_KEEPING);
        int piece = keep || rest == 0 ? rest : Math.max(rest, Math.min(LARGEST_PIECE, SMALLEST_PIECE + size / 8));
        if (!budget.tryReserve(piece)) {
            return Added.NO_ROOM;
        }
        reserved += piece;
        System.arraycopy(chunk, 0, last, lastUsed, intoLast);
        lastUsed += intoLast;
        if (rest > 0) {
            last = keep ? chunk : new byte[piece];
            if (!keep) {
                System.arraycopy(chunk, intoLast, last, 0, rest);
            }
            lastUsed = rest;
            pieces.add(last);
        }
        size += chunk.length;
        return Added.YES;
    }

    public int size() {
        return size;
    }

    /** All of them in one array; nothing is copied if they came in one piece, as nearly every body does. */
    public byte[] toArray() {
        if (pieces.size() == 1 && lastUsed == last.length) {
            return last;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            int length = Math.min(piece.length, size - at);
            System.arraycopy(piece, 0, all, at, length);
            at += length;
        }
        return all;
    }

    /** Reads them from the first one on; as often as needed, until they are released. */
    public InputStream read() {
        return new PiecesInput(pieces, size);
    }

    /** Lets go of them and gives the budget back what they took; a second time does nothing. */
    public void release() {
        budget.release(reserved);
        reserved = 0;
        size = 0;
        lastUsed = 0;
        last = EMPTY;
        pieces.clear();
    }
}
