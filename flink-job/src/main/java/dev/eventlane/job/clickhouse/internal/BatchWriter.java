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
    private final WriterMetrics metrics;
    private final Clock clock;
    private final Map<String, TableBatch> batches = new LinkedHashMap<>();

    BatchWriter(RowEncoder<T> encoder, Batching batching, Delivery delivery, WriterMetrics metrics, Clock clock) {
        this.encoder = encoder;
        this.batching = batching;
        this.delivery = delivery;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        TableBatch batch = batchOf(encoder.table(element));
        batch.add(encoder, element, clock.millis());
        metrics.bufferedSince(batch.oldestRowMillis());
        if (batch.isFull(batching)) {
            freeze(batch);
        }
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
        metrics.nothingBuffered();
    }

    private void freeze(TableBatch batch) throws IOException, InterruptedException {
        int replaced = batch.replacedRows();
        InsertCommittable frozen = batch.freeze();
        metrics.frozen(frozen, replaced);
        delivery.accept(frozen);
    }

    @Override
    public Collection<InsertCommittable> prepareCommit() {
        return delivery.takeForCheckpoint();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
