package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.MalformedEnvelopeException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.deadletter.DeadLetterLog;
import dev.eventlane.job.deadletter.DeadLetterOutput;
import dev.eventlane.job.lifecycle.EventState.Queued;
import dev.eventlane.job.lifecycle.EventState.Recalling;
import dev.eventlane.job.lifecycle.EventState.Stored;
import dev.eventlane.job.lifecycle.EventState.Waiting;
import dev.eventlane.job.lifecycle.EventState.WaitingOperation;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.source.KafkaTime;
import dev.eventlane.job.source.RoutedRecord;
import dev.eventlane.job.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the newest state of every event and emits a row for each change of it. Operations before their create wait for it, in
 * order; what the create does not come for in time goes to the dead letters. If state is dropped after a time, what comes for an
 * event without state waits until the event was looked up in ClickHouse. Time is Kafka's, see {@link KafkaTime}.
 */
public final class EventLifecycle extends KeyedProcessFunction<EventKey, RoutedRecord, EventRow>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private final LifecycleOptions options;
    private final EventArchive.Factory archives;
    private transient ShortestTtl shortestTtl;
    private transient StateLifetime lifetime;
    private transient CommittedTime committed;
    private transient ValueState<EventState> states;
    private transient LifecycleMetrics metrics;
    private transient DeadLetterLog log;
    private transient Recalls recalls;
    private transient long readUpTo;

    /**
     * Creates the function.
     *
     * @param archives opened when the first event without state is looked up
     */
    public EventLifecycle(LifecycleOptions options, EventArchive.Factory archives) {
        this.options = options;
        this.archives = archives;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        committed = new CommittedTime();
        readUpTo = Long.MIN_VALUE;
        shortestTtl = ShortestTtl.restore(context.getOperatorStateStore(), options);
        lifetime = new StateLifetime(options, shortestTtl.millis());
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(new ValueStateDescriptor<>("event", EventStateSerializer.INSTANCE));
        metrics = new LifecycleMetrics(getRuntimeContext().getMetricGroup());
        log = new DeadLetterLog();
        recalls = new Recalls(archives::open, metrics);
        getRuntimeContext().getMetricGroup().gauge("recalls_open", recalls::open);
    }

    @Override
    public void close() {
        if (recalls != null) {
            recalls.close();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        committed.barrier(context.getCheckpointId(), readUpTo);
        shortestTtl.snapshot();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        committed.complete(checkpointId);
    }

    @Override
    public void processElement(RoutedRecord routed, Context context, Collector<EventRow> out) throws Exception {
        SourceRecord record = routed.record();
        readUpTo = context.timerService().currentWatermark();
        Operation operation;
        try {
            operation = EnvelopeCodec.decode(record.value());
        } catch (MalformedEnvelopeException e) {
            bury(new DeadLetter(Reason.MALFORMED, e.getMessage(), record), context);
            return;
        }
        EventState state = states.value();
        if (state instanceof Recalling recalling) {
            recall(operation, record, recalling.operations(), context, out);
        } else if (state == null
                && lifetime.mayBeForgotten(routed.key(), operation, Math.max(record.timestamp(), readUpTo))) {
            recall(operation, record, List.of(), context, out);
        } else {
            apply(operation, record, state, context, out);
        }
    }

    private void apply(
            Operation operation, SourceRecord record, EventState state, Context context, Collector<EventRow> out)
            throws Exception {
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
            emit(transition.state(), context, out);
        } else if (transition.state() != stored) {
            keep(transition.state(), context);
        }
    }

    /** The create, and then at once what waited for it: one row, however many operations. */
    private void create(Create create, long timestamp, Waiting waiting, Context context, Collector<EventRow> out)
            throws Exception {
        Stored stored = LifecycleRules.create(create, timestamp);
        metrics.count(Effect.CREATED);
        for (WaitingOperation waited : operationsOf(waiting)) {
            Operation operation = EnvelopeCodec.decode(waited.record().value());
            // It takes effect now: its own time lies before the create's.
            Transition transition = LifecycleRules.apply(stored, operation, timestamp);
            metrics.count(transition.effect());
            stored = transition.state();
        }
        emit(stored, context, out);
    }

    private void await(Operation operation, SourceRecord record, Waiting waiting, Context context) throws Exception {
        List<WaitingOperation> operations = operationsOf(waiting);
        if (operations.stream().anyMatch(waited -> waited.operationId().equals(operation.operationId()))) {
            metrics.count(Effect.REPEATED);
            return;
        }
        if (!WaitingRoom.hasRoom(operations, record)) {
            String detail = "as much waits for the event's create as may wait: " + WaitingRoom.BOUNDS;
            bury(new DeadLetter(Reason.TOO_MANY_WAITING, detail, record), context);
            return;
        }
        states.update(new Waiting(WaitingRoom.with(operations, operation.operationId(), record)));
        context.timerService().registerEventTimeTimer(expiry(record));
        metrics.count(Effect.WAITING);
    }

    /** The event's state may have been dropped: the operation waits until that is known. */
    private void recall(
            Operation operation,
            SourceRecord record,
            List<WaitingOperation> before,
            Context context,
            Collector<EventRow> out)
            throws Exception {
        if (!WaitingRoom.hasRoom(before, record)) {
            resume(before, recalls.take(context.getCurrentKey()), context, out);
            apply(operation, record, states.value(), context, out);
            return;
        }
        states.update(new Recalling(WaitingRoom.with(before, operation.operationId(), record)));
        metrics.count(Effect.RECALLING);
        recalls.ask(context.getCurrentKey());
        if (before.isEmpty()) {
            pollLater(context);
        }
    }

    /** The timer is part of state: after a restart it asks again. */
    private void pollLater(Context context) {
        long now = context.timerService().currentProcessingTime();
        context.timerService().registerProcessingTimeTimer(now + recalls.lookAfterMillis(context.getCurrentKey()));
    }

    /** Applies what waited, in the order in which it came, to the event as it was found. */
    private void resume(
            List<WaitingOperation> operations, Optional<Stored> found, Context context, Collector<EventRow> out)
            throws Exception {
        if (found.isPresent()) {
            keep(found.get(), context);
        } else {
            states.clear();
        }
        for (WaitingOperation waited : operations) {
            Operation operation = EnvelopeCodec.decode(waited.record().value());
            apply(operation, waited.record(), states.value(), context, out);
        }
    }

    private static List<WaitingOperation> operationsOf(Queued queued) {
        return queued == null ? List.of() : queued.operations();
    }

    private long expiry(SourceRecord record) {
        return record.timestamp() + options.pendingTtl().toMillis();
    }

    private void emit(Stored stored, Context context, Collector<EventRow> out) throws Exception {
        keep(stored, context);
        if (options.forgets() && stored.updatedAt() <= context.timerService().currentWatermark()) {
            committed.late(context.getCurrentKey());
        }
        out.collect(new EventRow(context.getCurrentKey(), stored));
    }

    private void keep(Stored stored, Context context) throws Exception {
        states.update(stored);
        endAt(lifetime.end(context.getCurrentKey(), stored), context);
    }

    private static void endAt(long end, Context context) {
        if (end != StateLifetime.FOR_EVER) {
            context.timerService().registerEventTimeTimer(end);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EventRow> out) throws Exception {
        readUpTo = context.timerService().currentWatermark();
        EventState state = states.value();
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            poll(state, context, out);
        } else if (state instanceof Waiting waiting) {
            expire(waiting, timestamp, context);
        } else if (state instanceof Stored stored) {
            drop(stored, timestamp, context);
        }
    }

    private void poll(EventState state, OnTimerContext context, Collector<EventRow> out) throws Exception {
        if (!(state instanceof Recalling recalling)) {
            return;
        }
        if (recalls.isAnswered(context.getCurrentKey())) {
            resume(recalling.operations(), recalls.take(context.getCurrentKey()), context, out);
        } else {
            pollLater(context);
        }
    }

    private void drop(Stored stored, long timestamp, OnTimerContext context) throws Exception {
        long end = lifetime.end(context.getCurrentKey(), stored);
        if (end > timestamp) {
            // It changed since, or is to be kept for longer now.
            endAt(end, context);
        } else if (options.forgets() && !committed.covers(context.getCurrentKey(), stored.updatedAt())) {
            // After an outage, time leaps: not once for each step of the leap.
            endAt(Math.max(timestamp, context.timerService().currentWatermark()) + lifetime.step(), context);
        } else {
            states.clear();
            metrics.dropped();
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
        log.buried(letter);
        context.output(DeadLetterOutput.TAG, letter);
    }
}
