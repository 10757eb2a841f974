package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.server.KafkaServer;
import io.undertow.Undertow;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a request goes on with what comes of it. */
class TraceITCase {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_valid_trace_context_is_in_the_records_headers_and_an_invalid_one_is_not() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "traces", Map.of())) {
            assertThat(headers(ingest, "traceparent", TRACEPARENT, "tracestate", "a=1", "tracestate", "b=2"))
                    .isEqualTo(Map.of("traceparent", TRACEPARENT, "tracestate", "a=1,b=2"));
            assertThat(headers(ingest, "traceparent", TRACEPARENT)).isEqualTo(Map.of("traceparent", TRACEPARENT));
            assertThat(headers(ingest, "traceparent", TRACEPARENT, "tracestate", "A=1"))
                    .isEqualTo(Map.of("traceparent", TRACEPARENT));
            assertThat(headers(ingest, "traceparent", "00-x", "tracestate", "a=1"))
                    .isEmpty();
            assertThat(headers(ingest, "traceparent", TRACEPARENT, "traceparent", TRACEPARENT))
                    .isEmpty();
            assertThat(headers(ingest, "tracestate", "a=1")).isEmpty();
        }
    }

    @Test
    void reads_are_forwarded_with_it() {
        Undertow analytics = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.getResponseSender()
                        .send(exchange.getRequestHeaders().getFirst(new HttpString("traceparent")) + " "
                                + exchange.getRequestHeaders().getFirst(new HttpString("tracestate"))))
                .build();
        analytics.start();
        int port = ((InetSocketAddress) analytics.getListenerInfo().get(0).getAddress()).getPort();
        try (IngestFixture ingest =
                IngestFixture.start(kafka, "traced-reads", Map.of("ANALYTICS_URL", "http://127.0.0.1:" + port))) {
            HttpResponse<String> answer =
                    ingest.send("GET", "/analytics/latency", null, "traceparent", TRACEPARENT, "tracestate", "a=1");

            assertThat(answer.body()).isEqualTo(TRACEPARENT + " a=1");
        } finally {
            analytics.stop();
        }
    }

    /** The headers of the record that came of a create with these. */
    private static Map<String, String> headers(IngestFixture ingest, String... sent) {
        Matcher id = ID.matcher(ingest.send("POST", "/event/", CREATE, sent).body());
        assertThat(id.find()).isTrue();
        List<ConsumerRecord<byte[], byte[]>> records = ingest.records().stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).endsWith(id.group(1)))
                .toList();
        assertThat(records).hasSize(1);
        Map<String, String> headers = new LinkedHashMap<>();
        records.get(0)
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
