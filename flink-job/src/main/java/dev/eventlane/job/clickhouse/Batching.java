package dev.eventlane.job.clickhouse;

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * How large one insert may grow. A batch is closed by whichever bound it reaches first, and by every checkpoint.
 *
 * <p>One batch is one insert and one block per partition on the server; many small ones cost it merges.
 *
 * @param maxRows rows in one batch, from 1 to 1,000,000 (above that the server would split the insert into blocks)
 * @param maxBytes bytes of encoded rows before compression in one batch, from 1 KiB to 256 MiB. One row may exceed it
 */
@PublicEvolving
public record Batching(int maxRows, int maxBytes) implements Serializable {

    private static final int MAX_ROWS = 1_000_000;
    private static final int MIN_BYTES = 1 << 10;
    private static final int MAX_BYTES = 256 << 20;

    /** 50,000 rows or 8 MiB: measured as the flat part of the insert rate, and small enough for many tables at once. */
    public static final Batching DEFAULT = new Batching(50_000, 8 << 20);

    public Batching {
        if (maxRows < 1 || maxRows > MAX_ROWS) {
            throw new IllegalArgumentException("maxRows is " + maxRows + "; it must be from 1 to " + MAX_ROWS);
        }
        if (maxBytes < MIN_BYTES || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "maxBytes is " + maxBytes + "; it must be from " + MIN_BYTES + " to " + MAX_BYTES);
        }
    }
}
