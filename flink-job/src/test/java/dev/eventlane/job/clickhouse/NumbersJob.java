package dev.eventlane.job.clickhouse;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that counts from 0 into a sink and fails where it is told; one at a time, for it counts in static fields. */
final class NumbersJob {

    static final int PARALLELISM = 2;

    /** Numbers that went into the sink, with those that came again after a restart. */
    static final AtomicLong TAKEN = new AtomicLong();

    /** Failures still to come, one every {@link #FAIL_EVERY} numbers. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private static final int FAIL_EVERY = 7_000;

    private NumbersJob() {}

    static JobClient start(Sink<Long> sink, long count, double perSecond, int failures) throws Exception {
        return start(sink, count, perSecond, failures, PARALLELISM, new Configuration());
    }

    /** @param more settings of Flink beside those of this class */
    static JobClient start(
            Sink<Long> sink, long count, double perSecond, int failures, int parallelism, Configuration more)
            throws Exception {
        TAKEN.set(0);
        FAILURES.set(failures);
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, failures == 0 ? "none" : "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failures);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        configuration.addAll(more);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(200);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new FailWhenTold())
                .sinkTo(sink)
                .uid("sink");
        return env.executeAsync("numbers");
    }

    private static final class FailWhenTold implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long number) {
            long taken = TAKEN.incrementAndGet();
            if (taken % FAIL_EVERY == 0 && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("The test wants a failure at the " + taken + "th number");
            }
            return number;
        }
    }
}
