-- What could not be applied, with the bytes as they came. The same record may be written more than once: it is one row.
CREATE TABLE IF NOT EXISTS dead_letters
(
    received_at     DateTime64(3, 'UTC'),
    reason          LowCardinality(String),
    detail          String,
    kafka_topic     LowCardinality(String),
    kafka_partition Int32,
    kafka_offset    Int64,
    record_key      String,
    record_value    String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, kafka_topic, kafka_partition, kafka_offset)
TTL toDateTime(received_at) + INTERVAL 90 DAY;
