package dev.eventlane.job.clickhouse;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;

/** A table for one case of Flink's sink test suite. */
final class SuiteTable implements DataStreamSinkV2ExternalContext<String> {

    private static final int MAX_ROWS = 200;

    private final ClickHouseExtension clickHouse;
    private final String table;

    SuiteTable(ClickHouseExtension clickHouse, String table) {
        this.clickHouse = clickHouse;
        this.table = table;
        clickHouse.query("CREATE TABLE " + table + " (text String) ENGINE = ReplacingMergeTree ORDER BY text"
                + " SETTINGS non_replicated_deduplication_window = 1000");
    }

    @Override
    public Sink<String> createSink(TestingSinkSettings settings) {
        return clickHouse
                .sink(new TextEncoder(Table.of(table, "text", "String")))
                .batching(new Batching(10, 1 << 20))
                .deliveryGuarantee(guarantee(settings))
                .build();
    }

    // The suite has no other way to tell it.
    @SuppressWarnings("deprecation")
    private static DeliveryGuarantee guarantee(TestingSinkSettings settings) {
        return DeliveryGuarantee.valueOf(settings.getCheckpointingMode().name());
    }

    @Override
    public ExternalSystemDataReader<String> createSinkDataReader(TestingSinkSettings settings) {
        return new Reader();
    }

    /** No text twice, because a repeated row is one row. */
    @Override
    public List<String> generateTestData(TestingSinkSettings settings, long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int row = random.nextInt(MAX_ROWS); row >= 0; row--) {
            texts.add(seed + "-" + row + "-" + "x".repeat(random.nextInt(50)));
        }
        return texts;
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public List<URL> getConnectorJarPaths() {
        return List.of();
    }

    @Override
    public void close() {
        clickHouse.query("DROP TABLE " + table);
    }

    @Override
    public String toString() {
        return "ClickHouse";
    }

    /** Gives every row of the table once, like a reader of a stream. */
    private final class Reader implements ExternalSystemDataReader<String> {

        private final Set<String> seen = new HashSet<>();

        @Override
        public List<String> poll(Duration timeout) {
            return clickHouse
                    .query("SELECT text FROM " + table + " FINAL")
                    .lines()
                    .filter(seen::add)
                    .toList();
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private record TextEncoder(Table table) implements RowEncoder<String> {

        @Override
        public Table table(String element) {
            return table;
        }

        @Override
        @Nullable
        public Object key(String element) {
            return element;
        }

        @Override
        public void encode(String element, RowBinaryOutput out) {
            out.writeString(element);
        }
    }
}
