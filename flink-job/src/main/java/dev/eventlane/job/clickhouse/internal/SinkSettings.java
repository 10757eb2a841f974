package dev.eventlane.job.clickhouse.internal;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/** The server's settings that the sink's promise rests on. They win over the user's profile. */
@Internal
public final class SinkSettings {

    /** Above the server's default of 1,048,449 and any batch: the insert stays one block per partition. */
    private static final String MORE_ROWS_THAN_A_BATCH = "2000000";

    private static final String MORE_BYTES_THAN_A_BATCH = String.valueOf(2L << 30);

    private static final Map<String, String> FIXED = Map.ofEntries(
            // Otherwise the answer may come before the rows are stored, and the token means something else.
            entry("async_insert", "0"),
            // Otherwise a column that the table does not have yet is dropped in silence.
            entry("input_format_skip_unknown_fields", "0"),
            // The header is what checks the schema.
            entry("input_format_with_names_use_header", "1"),
            entry("input_format_with_types_use_header", "1"),
            entry("insert_deduplicate", "1"),
            // One thread and one block: otherwise a part of the insert could be stored, and the token stand for it.
            entry("max_insert_threads", "1"),
            entry("max_insert_block_size", MORE_ROWS_THAN_A_BATCH),
            entry("min_insert_block_size_rows", MORE_ROWS_THAN_A_BATCH),
            entry("min_insert_block_size_bytes", MORE_BYTES_THAN_A_BATCH),
            // Otherwise the server may answer 200 before it knows how the insert ends.
            entry("send_progress_in_http_headers", "0"),
            // Otherwise a Distributed table answers before any shard has the rows. An alias, which old servers know
            // too.
            entry("insert_distributed_sync", "1"),
            // A batch with rows of many months is unusual but right; refused, it would stop the job for good.
            entry("max_partitions_per_insert_block", "0"));

    private static final String TOKEN = "insert_deduplication_token";

    private SinkSettings() {}

    /** The names that a user of the sink cannot set. */
    public static Set<String> names() {
        return FIXED.keySet();
    }

    /** Everything to send with one attempt. */
    static Map<String, String> of(String token) {
        Map<String, String> settings = new HashMap<>(FIXED);
        settings.put(TOKEN, token);
        return settings;
    }
}
