package dev.eventlane.job.upgrade;

import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.rows.EventRowSerializer;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.util.Collector;

/** What a later release may put between the life cycle and the sink: an operator with state, by another key. */
final class AddedOperator extends KeyedProcessFunction<String, EventRow, EventRow> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> rows;

    private AddedOperator() {}

    /** Takes the sink off the job's graph and puts it back behind this operator. */
    @SuppressWarnings("unchecked")
    static void addTo(StreamExecutionEnvironment job) {
        SinkTransformation<EventRow, ?> events = (SinkTransformation<EventRow, ?>) remove(job, "clickhouse-sink");
        Transformation<EventRow> lifecycle =
                (Transformation<EventRow>) events.getInputs().get(0);
        Sink<EventRow> sink = events.getSink();
        new DataStream<>(job, lifecycle)
                .keyBy(row -> row.state().conversationId(), Types.STRING)
                .process(new AddedOperator())
                .returns(EventRowSerializer.TYPE)
                .name("added")
                .uid("added")
                .sinkTo(sink)
                .name(events.getName())
                .uid(events.getUid());
    }

    private static Transformation<?> remove(StreamExecutionEnvironment job, String uid) {
        Iterator<Transformation<?>> transformations = job.getTransformations().iterator();
        while (transformations.hasNext()) {
            Transformation<?> transformation = transformations.next();
            if (uid.equals(transformation.getUid())) {
                transformations.remove();
                return transformation;
            }
        }
        throw new IllegalStateException("the job has no operator with the uid " + uid);
    }

    @Override
    public void open(OpenContext context) {
        rows = getRuntimeContext().getState(new ValueStateDescriptor<>("rows", Types.LONG));
    }

    @Override
    public void processElement(EventRow row, Context context, Collector<EventRow> out) throws Exception {
        rows.update(rows.value() == null ? 1 : rows.value() + 1);
        out.collect(row);
    }
}
