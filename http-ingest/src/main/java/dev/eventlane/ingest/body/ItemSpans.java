package dev.eventlane.ingest.body;

import java.util.Arrays;

/** Where the items of a batch lie in its decoded body, in order: two numbers for each, however large it is. */
public final class ItemSpans {
    private static final int INITIAL = 64;

    private final int maxItems;
    private int[] bounds = new int[2 * INITIAL];
    private int count;

    ItemSpans(int maxItems) {
        this.maxItems = maxItems;
    }

    void add(long start, long end) throws TooManyItemsException {
        if (count == maxItems) {
            throw new TooManyItemsException(maxItems);
        }
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = Math.toIntExact(start);
        bounds[2 * count + 1] = Math.toIntExact(end);
        count++;
    }

    public int count() {
        return count;
    }

    /** The first byte of an item. */
    public int start(int index) {
        return bounds[2 * index];
    }

    /** The byte behind an item. */
    public int end(int index) {
        return bounds[2 * index + 1];
    }
}
