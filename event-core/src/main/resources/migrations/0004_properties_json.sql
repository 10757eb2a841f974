-- Properties by path, for filters. ClickHouse makes the column of the text in properties, which stays as it was sent and is the truth.
--
-- No text may make an insert fail, or the job would stop: JSONExtract makes an empty object of what it cannot read, where a cast throws.
-- Numbers beyond 64 bits, which would make the whole object unreadable, are put into quotes: the text is split into strings, numbers and
-- what lies between, only where it is needed.
--
-- No path has a column of its own, or clients could make columns without end, and merges would take memory for each of them: all share one
-- structure. Of that, the kind that is written by default keeps something for each path too, so that some 100,000 paths stop merges; in
-- buckets they do not. Rows from before have the column made when they are read, until they are merged.
ALTER TABLE events
    MODIFY SETTING object_shared_data_serialization_version = 'map_with_buckets';

ALTER TABLE events
    ADD COLUMN IF NOT EXISTS properties_json JSON(max_dynamic_paths=0) MATERIALIZED JSONExtract(
        if(isValidJSON(properties),
           properties,
           arrayStringConcat(arrayMap(
               token -> if(match(token, '^[-0-9]')
                               AND if(match(token, '[.eE]'),
                                      NOT isFinite(ifNull(toFloat64OrNull(token), inf)),
                                      isNull(toInt64OrNull(token)) AND isNull(toUInt64OrNull(token))),
                           concat('"', token, '"'),
                           token),
               extractAll(properties, '"(?:[^"\\\\]|\\\\.)*"|-?[0-9][-+.0-9eE]*|[^"0-9-]+')))),
        'JSON(max_dynamic_paths=0)');
