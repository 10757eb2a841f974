package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import java.io.IOException;
import java.util.function.BiConsumer;

/** A batch of any table, for tests of inserting. */
final class FrozenRows {

    private FrozenRows() {}

    /** Rows 0 to {@code rows} - 1, each written by the encoder from its number. */
    static InsertCommittable of(Table table, int rows, BiConsumer<Integer, RowBinaryOutput> encoder)
            throws IOException {
        TableBatch batch = new TableBatch(table);
        RowEncoder<Integer> rowEncoder = new LambdaEncoder(table, encoder);
        for (int row = 0; row < rows; row++) {
            batch.add(rowEncoder, row, 0);
        }
        return batch.freeze();
    }

    private record LambdaEncoder(Table table, BiConsumer<Integer, RowBinaryOutput> encoder)
            implements RowEncoder<Integer> {

        @Override
        public Table table(Integer element) {
            return table;
        }

        @Override
        public Object key(Integer element) {
            return element;
        }

        @Override
        public void encode(Integer element, RowBinaryOutput out) {
            encoder.accept(element, out);
        }
    }
}
