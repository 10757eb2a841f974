package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.job.clickhouse.Batching;
import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchWriterTest {

    private static final long MAX_PENDING_BYTES = 1000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC);

    private final SinkSubtask subtask = new SinkSubtask(new UUID(1, 2), new JobID(), 0, 0);

    /** As the committer has them. */
    private final PendingRows pending = PendingRows.open(subtask);

    private final List<Long> pauses = new ArrayList<>();
    private LongConsumer onPause = pause -> {};
    private BatchWriter<Pair> writer = writer(new Pair.Encoder(), Batching.DEFAULT);

    @AfterEach
    void close() {
        writer.close();
        pending.close();
    }

    @Test
    void of_rows_with_equal_keys_the_last_one_remains() throws Exception {
        write(Pair.of("a", "1"), Pair.of("b", "1"), Pair.of("a", "2"), Pair.of("c", "1"), Pair.of("a", "3"));

        InsertCommittable batch = checkpoint().iterator().next();

        assertThat(Pair.rowsOf(batch)).containsExactly("b=1", "c=1", "a=3");
        assertThat(batch.rows()).isEqualTo(3);
    }

    @Test
    void rows_without_a_key_all_remain() throws Exception {
        write(Pair.of("", "1"), Pair.of("", "2"), Pair.of("", "1"));

        assertThat(Pair.rowsOf(checkpoint().iterator().next())).containsExactly("=1", "=2", "=1");
    }

    @Test
    void whatever_the_order_the_batch_equals_a_map_of_the_last_rows() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            TreeMap<String, String> expected = new TreeMap<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                String key = "k" + random.nextInt(8);
                String text = "t" + random.nextInt(1000);
                expected.put(key, key + "=" + text);
                write(Pair.of(key, text));
            }

            assertThat(Pair.rowsOf(checkpoint().iterator().next()))
                    .containsExactlyInAnyOrderElementsOf(expected.values());
        }
    }

    @Test
    void tables_have_batches_of_their_own() throws Exception {
        write(new Pair("x", "a", "1"), new Pair("y", "a", "2"), new Pair("x", "a", "3"));

        List<InsertCommittable> batches = List.copyOf(checkpoint());

        assertThat(batches).extracting(InsertCommittable::table).containsExactly("x", "y");
        assertThat(Pair.rowsOf(batches.get(0))).containsExactly("a=3");
        assertThat(Pair.rowsOf(batches.get(1))).containsExactly("a=2");
    }

    @Test
    void a_full_batch_is_frozen_and_the_next_one_begun() throws Exception {
        writer = writer(new Pair.Encoder(), new Batching(2, 1 << 20));
        write(Pair.of("a", "1"), Pair.of("a", "2"), Pair.of("b", "1"), Pair.of("a", "3"));

        List<InsertCommittable> batches = List.copyOf(checkpoint());

        assertThat(batches).hasSize(2);
        assertThat(Pair.rowsOf(batches.get(0))).containsExactly("a=2", "b=1");
        assertThat(Pair.rowsOf(batches.get(1))).containsExactly("a=3");
        assertThat(batches.get(0).id()).isNotEqualTo(batches.get(1).id());
    }

    @Test
    void bytes_bound_a_batch_too() throws Exception {
        writer = writer(new Pair.Encoder(), new Batching(1000, 1024));
        String text = "x".repeat(100);
        for (int i = 0; i < 25; i++) {
            write(Pair.of("k" + i, text));
        }

        List<InsertCommittable> batches = List.copyOf(checkpoint());

        assertThat(batches).extracting(InsertCommittable::rows).containsExactly(10, 10, 5);
        assertThat(batches.get(0).uncompressedBytes()).isBetween(1024L, 1200L);
    }

    @Test
    void a_checkpoint_takes_everything_and_the_next_one_starts_empty() throws Exception {
        write(Pair.of("a", "1"));
        assertThat(checkpoint()).hasSize(1);

        assertThat(checkpoint()).isEmpty();
    }

    @Test
    void a_batch_knows_when_its_first_row_came() throws Exception {
        write(Pair.of("a", "1"));

        assertThat(checkpoint()).extracting(InsertCommittable::oldestRowMillis).containsExactly(1000L);
    }

    @Test
    void pending_is_what_is_buffered_and_what_is_frozen() throws Exception {
        writer = writer(new Pair.Encoder(), new Batching(2, 1 << 20));
        write(new Pair("x", "a", "1"), new Pair("y", "a", "1"), new Pair("y", "b", "1"));
        assertThat(pending.rows()).isEqualTo(2);
        assertThat(pending.oldestBufferedMillis()).isEqualTo(1000);

        checkpoint();

        assertThat(pending.rows()).isEqualTo(3);
        assertThat(pending.oldestBufferedMillis()).isEqualTo(PendingRows.NO_ROW);
        assertThat(pending.oldestMillis()).isEqualTo(1000);
    }

    @Test
    void beyond_the_bound_of_pending_bytes_rows_are_let_in_slowly() throws Exception {
        String text = "x".repeat(100);
        int rows = 0;
        while (pending.compressedBytes() < MAX_PENDING_BYTES) {
            write(Pair.of("k" + rows++, text));
            checkpoint();
        }
        assertThat(rows).isGreaterThan(1);
        assertThat(pauses).isEmpty();

        for (int i = 0; i < 100; i++) {
            write(Pair.of("slow" + i, text));
        }
        InsertCommittable batch = checkpoint().iterator().next();

        // 32 KiB a second.
        assertThat(pauses.stream().mapToLong(pause -> pause).sum())
                .isBetween(
                        batch.uncompressedBytes() * 1000 / (36 << 10), batch.uncompressedBytes() * 1000 / (32 << 10));
        assertThat(batch.rows()).isEqualTo(100);
    }

    @Test
    void while_another_subtask_waits_for_the_server_no_row_is_let_in() throws Exception {
        try (PendingRows other = PendingRows.open(new SinkSubtask(subtask.sink(), subtask.job(), 1, 0))) {
            other.waitsForServer(true);
            onPause = pause -> other.waitsForServer(pauses.size() < 5);

            write(Pair.of("a", "1"));
        }

        assertThat(pauses).hasSize(5);
        assertThat(Pair.rowsOf(checkpoint().iterator().next())).containsExactly("a=1");
    }

    @Test
    void an_encoder_that_changes_a_tables_columns_is_refused() throws Exception {
        RowEncoder<Pair> fickle = new RowEncoder<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Table table(Pair element) {
                return Table.of("t", element.key(), "String");
            }

            @Override
            public Object key(Pair element) {
                return element.key();
            }

            @Override
            public void encode(Pair element, RowBinaryOutput out) {
                out.writeString(element.text());
            }
        };
        writer = writer(fickle, Batching.DEFAULT);
        write(Pair.of("a", "1"));

        assertThatThrownBy(() -> write(Pair.of("b", "1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must have the same columns");
    }

    private void write(Pair... pairs) throws Exception {
        for (Pair pair : pairs) {
            writer.write(pair, null);
        }
    }

    private Collection<InsertCommittable> checkpoint() throws IOException, InterruptedException {
        writer.flush(false);
        return new ArrayList<>(writer.prepareCommit());
    }

    private BatchWriter<Pair> writer(RowEncoder<Pair> encoder, Batching batching) {
        WriterMetrics metrics = new WriterMetrics(
                InternalSinkWriterMetricGroup.wrap(UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup()),
                pending,
                CLOCK);
        Throttle throttle = new Throttle(pending, MAX_PENDING_BYTES, metrics, CLOCK, pause -> {
            pauses.add(pause);
            onPause.accept(pause);
        });
        return new BatchWriter<>(
                encoder, batching, new TwoPhaseDelivery(pending, throttle), PendingRows.open(subtask), metrics, CLOCK);
    }
}
