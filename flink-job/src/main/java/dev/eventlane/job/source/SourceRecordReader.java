package dev.eventlane.job.source;

import dev.eventlane.core.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes records as they are: nothing in them can fail the source. */
public final class SourceRecordReader implements KafkaRecordDeserializationSchema<SourceRecord> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NONE = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
        out.collect(new SourceRecord(
                record.key() == null ? NONE : record.key(),
                record.value() == null ? NONE : record.value(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                trace(record)));
    }

    /** Anybody can write headers: what is no trace context is none. */
    private static TraceContext trace(ConsumerRecord<byte[], byte[]> record) {
        String traceparent = header(record, TraceContext.TRACEPARENT);
        return traceparent == null
                ? null
                : TraceContext.parse(traceparent, header(record, TraceContext.TRACESTATE))
                        .orElse(null);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public TypeInformation<SourceRecord> getProducedType() {
        return SourceRecordSerializer.TYPE;
    }
}
