package dev.eventlane.core.clickhouse;

import java.util.Map;

/**
 * Column {@code properties_json} of table {@code events}: the properties as ClickHouse understands them, made by ClickHouse of the
 * text in {@code properties}, so that reads can filter by path. The text is the truth.
 */
public final class PropertiesColumn {
    public static final String NAME = "properties_json";

    /**
     * How ClickHouse shall understand the text. For who inserts rows, and for who reads them: rows from before the column have it
     * made when they are read.
     */
    public static final Map<String, String> SETTINGS = Map.of(
            // {"a":{"b":1},"a.b":2} names one path twice: the first counts, instead of none.
            "type_json_skip_duplicated_paths", "1",
            // A string stays the text that was sent.
            "input_format_try_infer_dates", "0",
            "input_format_try_infer_datetimes", "0",
            "input_format_json_try_infer_numbers_from_strings", "0");

    private PropertiesColumn() {}
}
