package dev.eventlane.job.source;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How far the job has read, as a time: the watermark is the time at which Kafka appended the newest record that was read. What
 * waits for a create expires by this clock and not by the wall's: after an outage, the create is still ahead in the topic.
 *
 * <p>A partition in which nothing comes would hold this time back for ever. When one has been quiet for a while, during which the
 * job could have read, everything in it was read, and its time follows the wall's at that distance.
 */
public final class KafkaTime implements WatermarkStrategy<SourceRecord>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Duration quietAfter;

    /**
     * Creates the strategy.
     *
     * @param quietAfter for how long a partition must give nothing until all of it counts as read; longer than Kafka may take to
     *     answer
     */
    public KafkaTime(Duration quietAfter) {
        this.quietAfter = quietAfter;
    }

    @Override
    public WatermarkGenerator<SourceRecord> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Generator(context.getInputActivityClock(), quietAfter);
    }

    /** The time of one partition. */
    private static final class Generator implements WatermarkGenerator<SourceRecord> {
        private final RelativeClock activity;
        private final Duration quietAfter;
        private long readUpTo = Long.MIN_VALUE;
        private long lastRecordNanos;

        Generator(RelativeClock activity, Duration quietAfter) {
            this.activity = activity;
            this.quietAfter = quietAfter;
            this.lastRecordNanos = activity.relativeTimeNanos();
        }

        @Override
        public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
            readUpTo = Math.max(readUpTo, timestamp);
            lastRecordNanos = activity.relativeTimeNanos();
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // The clock stands still while the job is held up, by back-pressure or another partition.
            boolean quiet = activity.relativeTimeNanos() - lastRecordNanos > quietAfter.toNanos();
            if (quiet && readUpTo == Long.MIN_VALUE) {
                // A partition that gave nothing yet, or the source's own output, which never gives anything.
                // It holds nobody back, and says nothing of what others have read.
                output.markIdle();
                return;
            }
            if (quiet) {
                readUpTo = Math.max(readUpTo, System.currentTimeMillis() - quietAfter.toMillis());
            }
            if (readUpTo > Long.MIN_VALUE) {
                // The next record may have the same millisecond.
                output.emitWatermark(new Watermark(readUpTo - 1));
            }
        }
    }
}
