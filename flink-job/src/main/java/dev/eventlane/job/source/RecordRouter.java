package dev.eventlane.job.source;

import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.MalformedEnvelopeException;
import dev.eventlane.job.deadletter.DeadLetter;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.deadletter.DeadLetterLog;
import dev.eventlane.job.deadletter.DeadLetterOutput;
import dev.eventlane.job.deadletter.DriverRelease;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Finds out which event a record is about; a record that does not tell goes to the dead letters. */
public final class RecordRouter extends ProcessFunction<SourceRecord, RoutedRecord> {
    private static final long serialVersionUID = 1L;

    private transient Counter malformed;
    private transient DeadLetterLog log;

    @Override
    public void open(OpenContext context) {
        DriverRelease.atTheEndOf(getRuntimeContext());
        malformed = getRuntimeContext().getMetricGroup().counter("dead_letters_malformed");
        log = new DeadLetterLog();
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<RoutedRecord> out) {
        try {
            out.collect(new RoutedRecord(EnvelopeCodec.decodeKey(record.value()), record));
        } catch (MalformedEnvelopeException e) {
            DeadLetter letter = new DeadLetter(Reason.MALFORMED, e.getMessage(), record);
            malformed.inc();
            log.buried(letter);
            context.output(DeadLetterOutput.TAG, letter);
        }
    }
}
