package dev.eventlane.job.clickhouse;

import javax.annotation.Nullable;

/** The rows of the job tests: numbers, the even ones in one table and the odd ones in another. */
final class Numbered {

    static final String EVEN = "even";
    static final String ODD = "odd";

    private Numbered() {}

    static void createTables(ClickHouseExtension clickHouse) {
        for (String table : new String[] {EVEN, ODD}) {
            clickHouse.query("CREATE OR REPLACE TABLE " + table + " (n UInt64, text String)"
                    + " ENGINE = ReplacingMergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 1000");
        }
    }

    /** How many rows are missing, too many or different, compared with the numbers below {@code count}; "0" is right. */
    static String differences(ClickHouseExtension clickHouse, long count) {
        String stored = "(SELECT n, text FROM even FINAL UNION ALL SELECT n, text FROM odd FINAL)";
        String right = "(SELECT number AS n, concat('row ', toString(number)) AS text FROM numbers(" + count + "))";
        return clickHouse.query("SELECT abs(toInt64((SELECT count() FROM " + stored + ")) - " + count + ")"
                + " + (SELECT count() FROM (SELECT n, text FROM " + right + " EXCEPT SELECT n, text FROM " + stored
                + "))");
    }

    /** Rows in both tables, repeated ones too. */
    static long storedRows(ClickHouseExtension clickHouse) {
        return Long.parseLong(clickHouse.query("SELECT (SELECT count() FROM even) + (SELECT count() FROM odd)"));
    }

    static final class Encoder implements RowEncoder<Long> {
        private static final long serialVersionUID = 1L;
        private static final Table EVEN_TABLE = Table.of(EVEN, "n", "UInt64", "text", "String");
        private static final Table ODD_TABLE = Table.of(ODD, "n", "UInt64", "text", "String");

        @Override
        public Table table(Long element) {
            return element % 2 == 0 ? EVEN_TABLE : ODD_TABLE;
        }

        @Override
        @Nullable
        public Object key(Long element) {
            return element;
        }

        @Override
        public void encode(Long element, RowBinaryOutput out) {
            out.writeUInt64(element);
            out.writeString("row " + element);
        }
    }
}
