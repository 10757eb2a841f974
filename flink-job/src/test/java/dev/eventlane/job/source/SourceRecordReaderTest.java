package dev.eventlane.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SourceRecordReaderTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2};

    @Test
    void a_record_comes_as_it_is() {
        assertThat(read(KEY, VALUE, headers("traceparent", TRACEPARENT, "tracestate", "a=1")))
                .isEqualTo(new SourceRecord(KEY, VALUE, 3, 4, 5, new TraceContext(TRACEPARENT, "a=1")));
        assertThat(read(null, null, headers())).isEqualTo(new SourceRecord(new byte[0], new byte[0], 3, 4, 5));
    }

    @Test
    void headers_that_are_no_trace_context_cannot_fail_the_source() {
        for (Headers headers : List.of(
                headers("traceparent", "x"),
                headers("traceparent", null),
                headers("tracestate", "a=1"),
                headers("traceparent", TRACEPARENT, "traceparent", "\u0000"))) {
            assertThat(read(KEY, VALUE, headers).trace()).isEmpty();
        }
    }

    private static SourceRecord read(byte[] key, byte[] value, Headers headers) {
        List<SourceRecord> out = new ArrayList<>();
        new SourceRecordReader()
                .deserialize(
                        new ConsumerRecord<>(
                                "events",
                                3,
                                4,
                                5,
                                TimestampType.LOG_APPEND_TIME,
                                1,
                                1,
                                key,
                                value,
                                headers,
                                Optional.empty()),
                        new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private static Headers headers(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            headers.add(namesAndValues[i], value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
