package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Collects rows into a batch per table and hands full ones, and at a barrier all of them, to the delivery. */
@Internal
public final class BatchWriter<T> implements CommittingSinkWriter<T, InsertCommittable> {

    private final RowEncoder<T> encoder;
    private final Batching batching;
    private final Delivery delivery;
    private final PendingRows pending;
    private final WriterMetrics metrics;
    private final Clock clock;
    private final Map<String, TableBatch> batches = new LinkedHashMap<>();

    BatchWriter(
            RowEncoder<T> encoder,
            Batching batching,
            Delivery delivery,
            PendingRows pending,
            WriterMetrics metrics,
            Clock clock) {
        this.encoder = encoder;
        this.batching = batching;
        this.delivery = delivery;
        this.pending = pending;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        TableBatch batch = batchOf(encoder.table(element));
        long now = clock.millis();
        int bytes = batch.add(encoder, element, now);
        if (pending.oldestBufferedMillis() == PendingRows.NO_ROW) {
            pending.bufferedSince(now);
        }
        if (batch.isFull(batching)) {
            freeze(batch);
        }
        delivery.rowTaken(bytes);
    }

    // Encoders give a constant, so that the columns need not be compared for every row.
    @SuppressWarnings("ReferenceEquality")
    private TableBatch batchOf(Table table) {
        TableBatch batch = batches.get(table.name());
        if (batch == null) {
            batch = new TableBatch(table);
            batches.put(table.name(), batch);
        } else if (batch.table() != table && !batch.table().equals(table)) {
            throw new IllegalStateException("The row encoder gave table '" + table.name() + "' with columns "
                    + table.columns() + " and before with " + batch.table().columns()
                    + "; a table must have the same columns for every element");
        }
        return batch;
    }

    /** Freezes here rather than in prepareCommit, because without checkpoints only this is called at the end. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        for (TableBatch batch : batches.values()) {
            if (batch.liveRows() > 0) {
                freeze(batch);
            }
        }
    }

    private void freeze(TableBatch batch) throws IOException, InterruptedException {
        int replaced = batch.replacedRows();
        InsertCommittable frozen = batch.freeze();
        metrics.frozen(frozen, replaced);
        delivery.accept(frozen);
        // Only now, so that at no time a row is in none of the figures.
        pending.bufferedSince(oldestBufferedMillis());
    }

    private long oldestBufferedMillis() {
        long oldest = PendingRows.NO_ROW;
        for (TableBatch batch : batches.values()) {
            oldest = Math.min(oldest, batch.oldestRowMillis());
        }
        return oldest;
    }

    @Override
    public Collection<InsertCommittable> prepareCommit() {
        return delivery.takeForCheckpoint();
    }

    @Override
    public void close() {
        try (pending) {
            delivery.close();
        }
    }
}
