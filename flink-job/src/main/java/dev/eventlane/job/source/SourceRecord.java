package dev.eventlane.job.source;

import dev.eventlane.core.trace.TraceContext;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** One record of the topic, as it came. Immutable as long as nobody writes to its arrays. */
public final class SourceRecord {
    private final byte[] key;
    private final byte[] value;
    private final int partition;
    private final long offset;
    private final long timestamp;
    private final TraceContext trace;

    /**
     * Creates the record.
     *
     * @param key empty where the record has none
     * @param value empty where the record has none
     * @param timestamp when Kafka appended it, in milliseconds since 1970
     * @param trace of its headers; {@code null} = none, or none that is valid
     */
    public SourceRecord(byte[] key, byte[] value, int partition, long offset, long timestamp, TraceContext trace) {
        this.key = key;
        this.value = value;
        this.partition = partition;
        this.offset = offset;
        this.timestamp = timestamp;
        this.trace = trace;
    }

    /** A record without a trace. */
    public SourceRecord(byte[] key, byte[] value, int partition, long offset, long timestamp) {
        this(key, value, partition, offset, timestamp, null);
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

    /** The trace of the request that it came from. */
    public Optional<TraceContext> trace() {
        return Optional.ofNullable(trace);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceRecord record
                && partition == record.partition
                && offset == record.offset
                && timestamp == record.timestamp
                && Arrays.equals(key, record.key)
                && Arrays.equals(value, record.value)
                && Objects.equals(trace, record.trace);
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
