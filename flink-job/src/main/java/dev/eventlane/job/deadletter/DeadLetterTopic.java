package dev.eventlane.job.deadletter;

import dev.eventlane.core.deadletter.DeadLetterHeaders;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes dead letters to Kafka: the original bytes, with headers that say why and where they came from, and the trace that they came
 * with. At least once.
 */
public final class DeadLetterTopic {
    private static final int BUFFER_BYTES = 2 * DeadLetterHeaders.MAX_RECORD_BYTES;

    private DeadLetterTopic() {}

    /**
     * The sink.
     *
     * @param brokers {@code host:port}, comma-separated
     * @param sourceTopic the topic that the records came from
     * @param topic the topic of dead letters
     */
    public static KafkaSink<DeadLetter> sink(String brokers, String sourceTopic, String topic) {
        KafkaRecordSerializationSchema<DeadLetter> schema =
                (letter, context, timestamp) -> toRecord(letter, sourceTopic, topic);
        return KafkaSink.<DeadLetter>builder()
                .setBootstrapServers(brokers)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .setProperty(
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(DeadLetterHeaders.MAX_RECORD_BYTES))
                .setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(BUFFER_BYTES))
                .setRecordSerializer(schema)
                .build();
    }

    static ProducerRecord<byte[], byte[]> toRecord(DeadLetter letter, String sourceTopic, String topic) {
        SourceRecord record = letter.record();
        List<Header> headers = new ArrayList<>(List.of(
                header(DeadLetterHeaders.REASON, letter.reason().name()),
                header(DeadLetterHeaders.DETAIL, letter.detail()),
                header(DeadLetterHeaders.TOPIC, sourceTopic),
                header(DeadLetterHeaders.PARTITION, Integer.toString(record.partition())),
                header(DeadLetterHeaders.OFFSET, Long.toString(record.offset())),
                header(DeadLetterHeaders.TIMESTAMP, Long.toString(record.timestamp()))));
        record.trace().ifPresent(trace -> addTo(headers, trace));
        return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
    }

    private static void addTo(List<Header> headers, TraceContext trace) {
        headers.add(header(TraceContext.TRACEPARENT, trace.traceparent()));
        if (!trace.tracestate().isEmpty()) {
            headers.add(header(TraceContext.TRACESTATE, trace.tracestate()));
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
