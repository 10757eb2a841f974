package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.MalformedEnvelopeException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.deadletter.DeadLetterOutput;
import dev.eventlane.job.lifecycle.EventState.Deleted;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.lifecycle.EventState.Waiting;
import dev.eventlane.job.lifecycle.EventState.WaitingOperation;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.source.KafkaTime;
import dev.eventlane.job.source.RoutedRecord;
import dev.eventlane.job.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the newest state of every event and emits a row for each change of it. Operations before their create wait for it, in
 * order; what the create does not come for in time goes to the dead letters. Time is Kafka's, see {@link KafkaTime}.
 */
public final class EventLifecycle extends KeyedProcessFunction<EventKey, RoutedRecord, EventRow> {
    private static final long serialVersionUID = 1L;
    private static final int MAX_WAITING = 1_000;
    private static final long MAX_WAITING_BYTES = 1 << 20;

    private final LifecycleOptions options;
    private transient ValueState<EventState> states;
    private transient LifecycleMetrics metrics;

    public EventLifecycle(LifecycleOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("event", EventStateSerializer.INSTANCE));
        metrics = new LifecycleMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(RoutedRecord routed, Context context, Collector<EventRow> out) throws Exception {
        SourceRecord record = routed.record();
        Operation operation;
        try {
            operation = EnvelopeCodec.decode(record.value());
        } catch (MalformedEnvelopeException e) {
            bury(new DeadLetter(Reason.MALFORMED, e.getMessage(), record), context);
            return;
        }
        EventState state = states.value();
        if (state instanceof Stored stored) {
            applyTo(stored, operation, record, context, out);
        } else if (operation instanceof Create create) {
            create(create, record.timestamp(), (Waiting) state, context, out);
        } else {
            await(operation, record, (Waiting) state, context);
        }
    }

    private void applyTo(
            Stored stored, Operation operation, SourceRecord record, Context context, Collector<EventRow> out)
            throws Exception {
        Transition transition = LifecycleRules.apply(stored, operation, record.timestamp());
        metrics.count(transition.effect());
        if (transition.state().version() != stored.version()) {
            store(transition.state(), context, out);
        } else if (transition.state() != stored) {
            states.update(transition.state());
        }
    }

    /** The create, and then at once what waited for it: one row, however many operations. */
    private void create(Create create, long timestamp, Waiting waiting, Context context, Collector<EventRow> out)
            throws Exception {
        Stored stored = LifecycleRules.create(create, timestamp);
        metrics.count(Effect.CREATED);
        for (WaitingOperation waited : waiting == null ? List.<WaitingOperation>of() : waiting.operations()) {
            Operation operation = EnvelopeCodec.decode(waited.record().value());
            // It takes effect now: its own time lies before the create's.
            Transition transition = LifecycleRules.apply(stored, operation, timestamp);
            metrics.count(transition.effect());
            stored = transition.state();
        }
        store(stored, context, out);
    }

    private void await(Operation operation, SourceRecord record, Waiting waiting, Context context) throws Exception {
        List<WaitingOperation> operations = new ArrayList<>(waiting == null ? List.of() : waiting.operations());
        if (operations.stream().anyMatch(waited -> waited.operationId().equals(operation.operationId()))) {
            metrics.count(Effect.REPEATED);
            return;
        }
        if (!hasRoom(operations, record)) {
            String detail = "as much waits for the event's create as may wait: " + MAX_WAITING + " operations or 1 MiB";
            bury(new DeadLetter(Reason.TOO_MANY_WAITING, detail, record), context);
            return;
        }
        operations.add(new WaitingOperation(operation.operationId(), record));
        states.update(new Waiting(operations));
        context.timerService().registerEventTimeTimer(expiry(record));
        metrics.count(Effect.WAITING);
    }

    /** All that waits for one event is one value of state, read and written with each operation. */
    private static boolean hasRoom(List<WaitingOperation> operations, SourceRecord record) {
        long bytes = record.value().length;
        for (WaitingOperation waiting : operations) {
            bytes += waiting.record().value().length;
        }
        return operations.isEmpty() || (operations.size() < MAX_WAITING && bytes <= MAX_WAITING_BYTES);
    }

    private long expiry(SourceRecord record) {
        return record.timestamp() + options.pendingTtl().toMillis();
    }

    private long end(Deleted tombstone) {
        return tombstone.updatedAt() + options.tombstoneTtl().toMillis();
    }

    private void store(Stored stored, Context context, Collector<EventRow> out) throws Exception {
        states.update(stored);
        if (stored instanceof Deleted deleted) {
            context.timerService().registerEventTimeTimer(end(deleted));
        }
        out.collect(new EventRow(context.getCurrentKey(), stored));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EventRow> out) throws Exception {
        EventState state = states.value();
        if (state instanceof Waiting waiting) {
            expire(waiting, timestamp, context);
        } else if (state instanceof Deleted deleted && end(deleted) <= timestamp) {
            states.clear();
        }
    }

    private void expire(Waiting waiting, long timestamp, OnTimerContext context) throws Exception {
        List<WaitingOperation> remaining = new ArrayList<>();
        for (WaitingOperation waited : waiting.operations()) {
            if (expiry(waited.record()) > timestamp) {
                remaining.add(waited);
                continue;
            }
            String detail = "the event's create did not come within " + options.pendingTtl();
            bury(new DeadLetter(Reason.CREATE_MISSING, detail, waited.record()), context);
        }
        if (remaining.isEmpty()) {
            states.clear();
        } else {
            states.update(new Waiting(remaining));
        }
    }

    private void bury(DeadLetter letter, Context context) {
        metrics.count(letter.reason());
        context.output(DeadLetterOutput.TAG, letter);
    }
}
