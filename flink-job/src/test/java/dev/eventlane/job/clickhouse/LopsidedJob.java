package dev.eventlane.job.clickhouse;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A job that gives one subtask of the sink the number 0, and the other all that follow, as soon as it is told to. */
final class LopsidedJob {

    static final long NUMBERS = 100_000;

    private static final AtomicBoolean OPEN = new AtomicBoolean();
    private static final AtomicLong NEXT = new AtomicLong();

    private LopsidedJob() {}

    static JobClient start(Sink<Long> sink) throws Exception {
        OPEN.set(false);
        NEXT.set(0);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.enableCheckpointing(200);
        DataGeneratorSource<Long> ticks =
                new DataGeneratorSource<>(tick -> tick, Long.MAX_VALUE, RateLimiterStrategy.perSecond(200), Types.LONG);
        env.fromSource(ticks, WatermarkStrategy.noWatermarks(), "ticks")
                .flatMap(new Counting())
                .partitionCustom((number, subtasks) -> number == 0 ? 0 : 1, number -> number)
                .sinkTo(sink)
                .setParallelism(2)
                .uid("sink");
        return env.executeAsync("lopsided");
    }

    static void openTheOtherSubtask() {
        OPEN.set(true);
    }

    private static final class Counting implements FlatMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private static final int NUMBERS_PER_TICK = 2_000;

        @Override
        public void flatMap(Long tick, Collector<Long> out) {
            if (NEXT.compareAndSet(0, 1)) {
                out.collect(0L);
            }
            for (int i = 0; OPEN.get() && i < NUMBERS_PER_TICK && NEXT.get() < NUMBERS; i++) {
                out.collect(NEXT.getAndIncrement());
            }
        }
    }
}
