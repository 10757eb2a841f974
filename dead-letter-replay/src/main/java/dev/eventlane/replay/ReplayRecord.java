package dev.eventlane.replay;

import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.replay.Entry.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter with its bytes, as they came.
 *
 * @param key never written to
 * @param value never written to
 * @param trace the headers that say which trace it belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
record ReplayRecord(DeadLetter letter, byte[] key, byte[] value, List<Header> trace) {
    static ReplayRecord of(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        List<Header> trace = new ArrayList<>();
        record.headers().headers(TraceContext.TRACEPARENT).forEach(trace::add);
        record.headers().headers(TraceContext.TRACESTATE).forEach(trace::add);
        return new ReplayRecord(letter, record.key(), record.value(), trace);
    }

    int bytes() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
}
