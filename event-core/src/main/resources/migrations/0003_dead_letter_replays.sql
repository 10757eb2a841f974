-- What a dead letter tells of itself, so that it can be found by its event and shown to its project only. Empty = it does not tell.
ALTER TABLE dead_letters
    ADD COLUMN IF NOT EXISTS project_id      LowCardinality(String),
    ADD COLUMN IF NOT EXISTS event_id        Nullable(UUID),
    ADD COLUMN IF NOT EXISTS operation       LowCardinality(String),
    ADD COLUMN IF NOT EXISTS operation_id    Nullable(UUID),
    -- Rows of before do not say: 64 KiB is where record_value is cut.
    ADD COLUMN IF NOT EXISTS value_truncated UInt8 DEFAULT length(record_value) >= 65536;

-- When dead letters were replayed, for people to see. The truth is in the topic of dead letters; from there it is written again.
CREATE TABLE IF NOT EXISTS dead_letter_replays
(
    received_at        DateTime64(3, 'UTC'),
    kafka_topic        LowCardinality(String),
    kafka_partition    Int32,
    kafka_offset       Int64,
    replayed_at        DateTime64(3, 'UTC'),
    replayed_partition Int32,
    replayed_offset    Int64
)
ENGINE = ReplacingMergeTree(replayed_at)
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, kafka_topic, kafka_partition, kafka_offset)
TTL toDateTime(received_at) + INTERVAL 90 DAY;
