package dev.eventlane.job.clickhouse;

import java.util.Random;
import java.util.UUID;

/**
 * Rows like those of a table of events: 18 columns and about 350 bytes, made from their number. Texts come from a pool that is
 * larger than what LZ4 looks back upon, so that they compress no better than real ones.
 */
final class WideRows {

    static final String NAME = "wide_rows";

    private static final Table TABLE = Table.of(
            NAME,
            "project_id",
            "LowCardinality(String)",
            "id",
            "UUID",
            "conversation_id",
            "String",
            "conversation_metadata",
            "String",
            "event_name",
            "LowCardinality(String)",
            "source",
            "LowCardinality(String)",
            "user_id",
            "String",
            "value",
            "Nullable(Float64)",
            "error",
            "String",
            "latency",
            "Float64",
            "input",
            "String",
            "output",
            "String",
            "input_embeddings",
            "Array(Float32)",
            "properties",
            "String",
            "created_at",
            "DateTime64(3, 'UTC')",
            "updated_at",
            "DateTime64(3, 'UTC')",
            "version",
            "UInt64",
            "is_deleted",
            "UInt8");

    private static final int POOL = 4096;
    private static final int TEXT_BYTES = 110;
    private static final long START_MILLIS = 1_750_000_000_000L;
    private static final int ROWS_PER_CONVERSATION = 20;

    private WideRows() {}

    static void createTable(ClickHouseExtension clickHouse) {
        StringBuilder columns = new StringBuilder();
        TABLE.columns().forEach(column -> columns.append(column.name())
                .append(' ')
                .append(column.type())
                .append(", "));
        clickHouse.query("CREATE OR REPLACE TABLE " + NAME + " (" + columns.substring(0, columns.length() - 2)
                + ") ENGINE = ReplacingMergeTree(version, is_deleted) PARTITION BY toYYYYMM(created_at)"
                + " ORDER BY (project_id, conversation_id, id) SETTINGS non_replicated_deduplication_window = 1000");
    }

    static final class Encoder implements RowEncoder<Long> {
        private static final long serialVersionUID = 1L;
        private static final String[] NAMES = {"message", "tool_call", "feedback"};
        private static final byte[][] TEXTS = texts();

        private static byte[][] texts() {
            Random random = new Random(1);
            String[] words = new String[3000];
            for (int i = 0; i < words.length; i++) {
                words[i] = Long.toString(random.nextLong() >>> 1, 36).substring(0, 2 + random.nextInt(6));
            }
            byte[][] texts = new byte[POOL][TEXT_BYTES];
            for (byte[] text : texts) {
                StringBuilder sentence = new StringBuilder();
                while (sentence.length() < text.length) {
                    sentence.append(words[random.nextInt(words.length)]).append(' ');
                }
                for (int i = 0; i < text.length; i++) {
                    text[i] = (byte) sentence.charAt(i);
                }
            }
            return texts;
        }

        @Override
        public Table table(Long number) {
            return TABLE;
        }

        @Override
        public Object key(Long number) {
            return number;
        }

        @Override
        public void encode(Long number, RowBinaryOutput out) {
            long random = mix(number);
            boolean error = random % 10 == 0;
            out.writeString("default");
            out.writeUuid(new UUID(random, mix(random)));
            out.writeString("conversation-" + number / ROWS_PER_CONVERSATION);
            out.writeString("");
            out.writeString(NAMES[(int) (number % NAMES.length)]);
            out.writeString("web");
            out.writeString("user-" + (random >>> 50));
            out.writeNull();
            out.writeString(error ? "timeout while waiting for the tool" : "");
            out.writeFloat64((random >>> 40) / 100.0);
            out.writeString(TEXTS[(int) (random >>> 52)]);
            out.writeString(TEXTS[(int) (random >>> 20) & (POOL - 1)]);
            out.writeLength(0);
            out.writeString("{\"region\":\"eu\",\"tokens\":" + (random >>> 54) + "}");
            out.writeDateTime64(START_MILLIS + number);
            out.writeDateTime64(START_MILLIS + number);
            out.writeUInt64((START_MILLIS + number) * 1024);
            out.writeUInt8(0);
        }

        /** The finalizer of SplitMix64. */
        private static long mix(long number) {
            long z = number + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }
}
