package dev.eventlane.job.clickhouse.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.annotation.Internal;

/**
 * A frozen batch: what a checkpoint keeps and one insert sends, byte for byte.
 *
 * @param id random; names the batch in logs and in ClickHouse's query_log, and never decides what is inserted
 * @param table unquoted name of the table
 * @param rows rows in the body, at least 1
 * @param uncompressedBytes size of the body before compression
 * @param oldestRowMillis when the first row was written to the batch, in milliseconds since the epoch
 * @param body RowBinaryWithNamesAndTypes in an LZ4 frame; must not be changed
 */
@Internal
// Copied for nobody: equality is by content, and a batch is too large to defend by copies.
@SuppressWarnings("ArrayRecordComponent")
public record InsertCommittable(
        UUID id, String table, int rows, long uncompressedBytes, long oldestRowMillis, byte[] body) {

    public InsertCommittable {
        requireNonNull(id, "id is null");
        requireNonNull(table, "table is null");
        requireNonNull(body, "body is null");
        if (rows < 1) {
            throw new IllegalArgumentException("Batch " + id + " has " + rows + " rows; an empty one is not inserted");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InsertCommittable that
                && id.equals(that.id)
                && table.equals(that.table)
                && rows == that.rows
                && uncompressedBytes == that.uncompressedBytes
                && oldestRowMillis == that.oldestRowMillis
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, table, rows, uncompressedBytes, oldestRowMillis);
    }

    /** Without the rows, which have no place in a log. */
    @Override
    public String toString() {
        return "batch " + id + " (" + rows + " rows, " + body.length + " bytes) for table '" + table + "'";
    }
}
