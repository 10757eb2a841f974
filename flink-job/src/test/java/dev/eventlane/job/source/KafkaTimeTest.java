package dev.eventlane.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class KafkaTimeTest {
    private static final SourceRecord RECORD = new SourceRecord(new byte[0], new byte[0], 0, 0, 0);

    private final ManualClock activity = new ManualClock();
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;
    private final WatermarkGenerator<SourceRecord> partition =
            new KafkaTime(Duration.ofSeconds(60)).createWatermarkGenerator(context());

    @Test
    void time_is_that_of_the_newest_record_and_never_goes_back() {
        assertThat(emitted()).isEmpty();
        partition.onEvent(RECORD, 1_000, output());
        assertThat(emitted()).containsExactly(999L);
        partition.onEvent(RECORD, 900, output());
        assertThat(emitted()).containsExactly(999L);
    }

    @Test
    void a_partition_that_may_still_have_records_does_not_move() {
        partition.onEvent(RECORD, 1_000, output());
        activity.advanceTime(Duration.ofSeconds(60));

        assertThat(emitted()).containsExactly(999L);
    }

    @Test
    void a_partition_that_was_quiet_follows_the_clock_at_that_distance() {
        partition.onEvent(RECORD, 1_000, output());
        activity.advanceTime(Duration.ofSeconds(61));
        long now = System.currentTimeMillis();

        assertThat(emitted().get(0)).isBetween(now - 61_000, now - 59_000);
    }

    /** The source's own output is such a one beside its partitions: it must not speak for them. */
    @Test
    void one_that_never_gave_anything_has_no_time_and_holds_nobody_back() {
        activity.advanceTime(Duration.ofSeconds(60));
        assertThat(emitted()).isEmpty();
        assertThat(idle).isFalse();

        activity.advanceTime(Duration.ofSeconds(1));
        assertThat(emitted()).isEmpty();
        assertThat(idle).isTrue();
    }

    private List<Long> emitted() {
        watermarks.clear();
        partition.onPeriodicEmit(output());
        return List.copyOf(watermarks);
    }

    private WatermarkOutput output() {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                watermarks.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                idle = true;
            }

            @Override
            public void markActive() {
                throw new AssertionError("a watermark makes it active");
            }
        };
    }

    private WatermarkGeneratorSupplier.Context context() {
        return new WatermarkGeneratorSupplier.Context() {
            @Override
            public MetricGroup getMetricGroup() {
                return new UnregisteredMetricsGroup();
            }

            @Override
            public RelativeClock getInputActivityClock() {
                return activity;
            }
        };
    }
}
