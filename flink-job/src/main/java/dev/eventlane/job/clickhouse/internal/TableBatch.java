package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.annotation.Nullable;

/**
 * The rows of one table since the last freeze. Rows lie encoded one after another; a row whose key comes again is
 * marked, and left out when the batch is frozen.
 *
 * <p>A key is remembered until the freeze only. If a batch is full before the barrier, the same row may stand in two
 * batches of one checkpoint; both are inserted, and the row's version decides on the server as it does between
 * checkpoints. Keeping keys longer would buy nothing but memory.
 */
final class TableBatch {

    private static final int INITIAL_ROWS = 256;

    private final Table table;
    private final RowBinaryOutput out = new RowBinaryOutput();
    private final Map<Object, Integer> rowOfKey = new HashMap<>();

    /** Where each row begins; the bit complement of it for rows that a later one replaces. */
    private int[] starts = new int[INITIAL_ROWS];

    private int rows;
    private int replaced;
    private long oldestRowMillis = PendingRows.NO_ROW;

    TableBatch(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    int liveRows() {
        return rows - replaced;
    }

    int replacedRows() {
        return replaced;
    }

    /** When the first row since the last freeze came, in milliseconds since the epoch; NO_ROW if there is none. */
    long oldestRowMillis() {
        return oldestRowMillis;
    }

    /** Adds a row and says how many bytes it has. */
    <T> int add(RowEncoder<T> encoder, T element, long nowMillis) {
        int start = out.size();
        Object key = encoder.key(element);
        encoder.encode(element, out);
        if (rows == 0) {
            oldestRowMillis = nowMillis;
        }
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, 2 * rows);
        }
        starts[rows] = start;
        replaceEarlier(key);
        rows++;
        return out.size() - start;
    }

    private void replaceEarlier(@Nullable Object key) {
        if (key == null) {
            return;
        }
        Integer earlier = rowOfKey.put(key, rows);
        if (earlier != null) {
            starts[earlier] = ~starts[earlier];
            replaced++;
        }
    }

    boolean isFull(Batching batching) {
        return liveRows() >= batching.maxRows() || out.size() >= batching.maxBytes();
    }

    /** The rows as a committable; the batch is empty afterwards. At least one row has been added. */
    InsertCommittable freeze() throws IOException {
        CompressedBody body = new CompressedBody(table);
        int from = 0;
        for (int row = 0; row < rows; row++) {
            // Neighbours are copied together, so that a batch in which nothing was replaced is one copy.
            if (starts[row] < 0) {
                int replacedStart = ~starts[row];
                body.write(out, from, replacedStart);
                from = row + 1 < rows ? startOf(row + 1) : out.size();
            }
        }
        body.write(out, from, out.size());
        byte[] bytes = body.finish();
        InsertCommittable batch = new InsertCommittable(
                UUID.randomUUID(), table.name(), liveRows(), body.uncompressedBytes(), oldestRowMillis, bytes);
        clear();
        return batch;
    }

    private int startOf(int row) {
        return starts[row] < 0 ? ~starts[row] : starts[row];
    }

    private void clear() {
        out.truncate(0);
        rowOfKey.clear();
        rows = 0;
        replaced = 0;
        oldestRowMillis = PendingRows.NO_ROW;
    }
}
