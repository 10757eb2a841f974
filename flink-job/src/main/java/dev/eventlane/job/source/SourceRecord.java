package dev.eventlane.job.source;

import java.util.Arrays;

/** One record of the topic, as it came. Immutable as long as nobody writes to its arrays. */
public final class SourceRecord {
    private final byte[] key;
    private final byte[] value;
    private final int partition;
    private final long offset;
    private final long timestamp;

    /**
     * Creates the record.
     *
     * @param key empty where the record has none
     * @param value empty where the record has none
     * @param timestamp when Kafka appended it, in milliseconds since 1970
     */
    public SourceRecord(byte[] key, byte[] value, int partition, long offset, long timestamp) {
        this.key = key;
        this.value = value;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
    }

    public byte[] key() {
        return key;
    }

    public byte[] value() {
        return value;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    public long timestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceRecord record
                && partition == record.partition
                && offset == record.offset
                && timestamp == record.timestamp
                && Arrays.equals(key, record.key)
                && Arrays.equals(value, record.value);
    }

    @Override
    public int hashCode() {
        return 31 * partition + Long.hashCode(offset);
    }

    /** Names the position only: contents must not reach logs. */
    @Override
    public String toString() {
        return "SourceRecord[partition=" + partition + ", offset=" + offset + "]";
    }
}
