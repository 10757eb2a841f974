-- The newest version of every event. Rows are upserts: the one with the highest version counts, one with is_deleted = 1 is a
-- tombstone. No column of the sorting key or the partition ever changes, so all versions of an event meet in one place.
CREATE TABLE IF NOT EXISTS events
(
    project_id            LowCardinality(String),
    id                    UUID,
    conversation_id       String,
    conversation_metadata String CODEC(ZSTD(1)),
    event_name            LowCardinality(String),
    source                LowCardinality(String),
    user_id               String,
    value                 Nullable(Float64),
    error                 String CODEC(ZSTD(1)),
    latency               Float64,
    input                 String CODEC(ZSTD(1)),
    output                String CODEC(ZSTD(1)),
    input_embeddings      Array(Float32) CODEC(ZSTD(1)),
    output_embeddings     Array(Float32) CODEC(ZSTD(1)),
    properties            String CODEC(ZSTD(1)),
    created_at            DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    updated_at            DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    version               UInt64 CODEC(Delta, ZSTD(1)),
    is_deleted            UInt8,
    INDEX id_bloom id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(created_at)
ORDER BY (project_id, conversation_id, id)
SETTINGS non_replicated_deduplication_window = 1000;
