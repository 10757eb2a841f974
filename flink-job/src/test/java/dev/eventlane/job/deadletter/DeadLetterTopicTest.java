package dev.eventlane.job.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.deadletter.DeadLetter.Reason;
import dev.eventlane.job.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void a_dead_letter_says_why_where_it_came_from_and_which_trace_it_belongs_to() {
        assertThat(headers(new TraceContext(TRACEPARENT, "a=1")))
                .isEqualTo(Map.of(
                        "reason", "MALFORMED",
                        "detail", "why",
                        "topic", "events",
                        "partition", "3",
                        "offset", "4",
                        "timestamp", "5",
                        "traceparent", TRACEPARENT,
                        "tracestate", "a=1"));
    }

    @Test
    void what_it_came_without_is_not_there() {
        assertThat(headers(new TraceContext(TRACEPARENT, "")))
                .containsKey("traceparent")
                .doesNotContainKey("tracestate");
        assertThat(headers(null)).doesNotContainKeys("traceparent", "tracestate");
    }

    private static Map<String, String> headers(TraceContext trace) {
        SourceRecord record = new SourceRecord(new byte[] {1}, new byte[] {2}, 3, 4, 5, trace);
        ProducerRecord<byte[], byte[]> written = DeadLetterTopic.toRecord(
                new DeadLetter(Reason.MALFORMED, "why", record), "events", "events.dead-letters");
        Map<String, String> headers = new LinkedHashMap<>();
        written.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
