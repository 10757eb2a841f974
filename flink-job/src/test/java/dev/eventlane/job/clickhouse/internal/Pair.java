package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.RowEncoder;
import dev.eventlane.job.clickhouse.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jpountz.lz4.LZ4FrameInputStream;

/** A row of unit tests: a key and a one-byte text, whose frozen form is easily read back. */
record Pair(String table, String key, String text) {

    static Pair of(String key, String text) {
        return new Pair("pairs", key, text);
    }

    /** What a frozen batch holds after its header, as "key=text". */
    static List<String> rowsOf(InsertCommittable batch) throws IOException {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(batch.body()))) {
            int columns = in.read();
            for (int i = 0; i < 2 * columns; i++) {
                text(in);
            }
            List<String> rows = new ArrayList<>();
            for (int length = in.read(); length >= 0; length = in.read()) {
                String key = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                rows.add(key + "=" + text(in));
            }
            return rows;
        }
    }

    private static String text(LZ4FrameInputStream in) throws IOException {
        return new String(in.readNBytes(in.read()), StandardCharsets.UTF_8);
    }

    /** Elements without a key are rows of their own. */
    static final class Encoder implements RowEncoder<Pair> {
        private static final long serialVersionUID = 1L;

        @Override
        public Table table(Pair element) {
            return Table.of(element.table(), "key", "String", "text", "String");
        }

        @Override
        public Object key(Pair element) {
            return element.key().isEmpty() ? null : element.key();
        }

        @Override
        public void encode(Pair element, RowBinaryOutput out) {
            out.writeString(element.key());
            out.writeString(element.text());
        }
    }
}
