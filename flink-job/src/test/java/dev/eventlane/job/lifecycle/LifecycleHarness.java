package dev.eventlane.job.lifecycle;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetterOutput;
import dev.eventlane.job.rows.EventRow;
import dev.eventlane.job.serial.EventKeySerializer;
import dev.eventlane.job.serial.ImmutableTypeInformation;
import dev.eventlane.job.source.RoutedRecord;
import dev.eventlane.job.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** An {@link EventLifecycle} on its own, with a time that only the test moves. */
final class LifecycleHarness implements AutoCloseable {
    static final EventKey KEY = new EventKey("default", UUID.fromString("0195d6a0-0000-7000-8000-000000000001"));
    static final Instant CREATED = Instant.parse("2026-03-27T12:00:00.123Z");
    static final LifecycleOptions OPTIONS = new LifecycleOptions(Duration.ofMinutes(10), Duration.ofHours(1), null);

    private static final TraceContext TRACE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "");

    private final KeyedOneInputStreamOperatorTestHarness<EventKey, RoutedRecord, EventRow> harness;
    private long offset;
    private int seenRows;
    private int seenDeadLetters;
    private long checkpoint;

    private LifecycleHarness(LifecycleOptions options, EventArchive.Factory archives) throws Exception {
        this.harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EventLifecycle(options, archives)),
                RoutedRecord::key,
                ImmutableTypeInformation.ofKey(EventKey.class, EventKeySerializer.INSTANCE));
    }

    static LifecycleHarness start() throws Exception {
        return start(OPTIONS, LifecycleHarness::noArchive);
    }

    static LifecycleHarness start(LifecycleOptions options, EventArchive.Factory archives) throws Exception {
        LifecycleHarness lifecycle = new LifecycleHarness(options, archives);
        lifecycle.harness.open();
        return lifecycle;
    }

    /** Starts where another one's snapshot was taken. */
    static LifecycleHarness restore(OperatorSubtaskState snapshot) throws Exception {
        return restore(snapshot, OPTIONS, LifecycleHarness::noArchive);
    }

    static LifecycleHarness restore(
            OperatorSubtaskState snapshot, LifecycleOptions options, EventArchive.Factory archives) throws Exception {
        LifecycleHarness lifecycle = new LifecycleHarness(options, archives);
        lifecycle.harness.initializeState(snapshot);
        lifecycle.harness.open();
        return lifecycle;
    }

    private static EventArchive noArchive() {
        throw new AssertionError("nothing must be looked up");
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(++checkpoint, checkpoint);
    }

    /** A checkpoint, complete. */
    void checkpoint() throws Exception {
        snapshot();
        harness.notifyOfCompletedCheckpoint(checkpoint);
    }

    /** What is due by the wall's clock happens: answers of the archive are looked for. */
    void waitMillis(long millis) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + millis);
    }

    static Operation.Create creating(EventFields fields) {
        return new Operation.Create(KEY, UUID.randomUUID(), CREATED, "conv", CREATED, fields);
    }

    static Operation.Update updating(EventFields changes) {
        return new Operation.Update(KEY, UUID.randomUUID(), CREATED, changes);
    }

    static Operation.Delete deleting() {
        return new Operation.Delete(KEY, UUID.randomUUID(), CREATED);
    }

    static EventFields latency(double latency) {
        return new EventFields(null, null, null, null, null, null, latency, null, null, null, null, null);
    }

    static EventFields error(String error) {
        return new EventFields(null, null, null, null, null, error, null, null, null, null, null, null);
    }

    /** Gives it an operation that Kafka appended at this time; tells the rows that came of it. */
    List<EventRow> apply(Operation operation, long timestamp) throws Exception {
        apply(operation.key(), EnvelopeCodec.encode(operation), timestamp);
        return newRows();
    }

    SourceRecord apply(byte[] envelope, long timestamp) throws Exception {
        return apply(KEY, envelope, timestamp);
    }

    private SourceRecord apply(EventKey event, byte[] envelope, long timestamp) throws Exception {
        byte[] key = event.partitionKey().getBytes(StandardCharsets.UTF_8);
        SourceRecord record = new SourceRecord(key, envelope, 0, offset++, timestamp, TRACE);
        harness.processElement(new RoutedRecord(event, record), timestamp);
        return record;
    }

    List<EventRow> newRows() {
        List<EventRow> rows = harness.extractOutputValues();
        List<EventRow> fresh = rows.subList(seenRows, rows.size());
        seenRows = rows.size();
        return fresh;
    }

    List<DeadLetter> newDeadLetters() {
        var output = harness.getSideOutput(DeadLetterOutput.TAG);
        if (output == null) {
            return List.of();
        }
        List<DeadLetter> letters = output.stream().map(StreamRecord::getValue).toList();
        List<DeadLetter> fresh = letters.subList(seenDeadLetters, letters.size());
        seenDeadLetters = letters.size();
        return fresh;
    }

    /** The job has read all that Kafka appended up to this time. */
    void readUpTo(long timestamp) throws Exception {
        harness.processWatermark(timestamp);
    }

    int keysInState() {
        return harness.numKeyedStateEntries();
    }

    int processingTimers() {
        return harness.numProcessingTimeTimers();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
