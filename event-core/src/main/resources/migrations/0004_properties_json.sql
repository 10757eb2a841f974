-- Properties by path, for filters. ClickHouse makes the column of the text in properties, which stays as it was sent and is the truth.
--
-- No text may make an insert fail, or the job would stop: JSONExtract makes an empty object of what it cannot read, where a cast throws.
-- Those that hold a number beyond its 64 bits are such: to mend them here would take, for each number, a hundred times its bytes.
--
-- No path has a column of its own, or clients could make columns without end, and merges would take memory for each of them: all share one
-- structure. Of that, the kind that is written by default keeps something for each path too, so that some 100,000 paths stop merges; in
-- buckets they do not. Rows from before have the column made when they are read, until they are merged.
ALTER TABLE events
    MODIFY SETTING object_shared_data_serialization_version = 'map_with_buckets';

ALTER TABLE events
    ADD COLUMN IF NOT EXISTS properties_json JSON(max_dynamic_paths=0)
        MATERIALIZED JSONExtract(properties, 'JSON(max_dynamic_paths=0)');
