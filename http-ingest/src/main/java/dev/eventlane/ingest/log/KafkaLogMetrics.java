package dev.eventlane.ingest.log;

import dev.eventlane.http.metrics.MetricFamily;
import dev.eventlane.http.metrics.MetricType;
import dev.eventlane.ingest.ByteBudget;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;

/** What waits for Kafka, how long Kafka takes, and those of the producer's own metrics that tell why. */
public final class KafkaLogMetrics implements AutoCloseable {
    private static final MetricFamily APPEND = MetricFamily.of(
            "eventlane_kafka_append_duration_seconds",
            MetricType.HISTOGRAM,
            "Operations, from the producer's taking them to Kafka's answer, by `result`: `durable`, `overloaded`, `unconfirmed`,"
                    + " `too_large`",
            "result");
    private static final MetricFamily APPEND_LONGEST = MetricFamily.of(
            "eventlane_kafka_append_duration_seconds_max",
            MetricType.GAUGE,
            "The longest of them in the last minutes",
            "result");
    private static final MetricFamily IN_FLIGHT = MetricFamily.of(
            "eventlane_kafka_in_flight_bytes",
            MetricType.GAUGE,
            "Bytes of operations that wait for Kafka's acknowledgement");
    private static final MetricFamily IN_FLIGHT_LIMIT = MetricFamily.of(
            "eventlane_kafka_in_flight_limit_bytes", MetricType.GAUGE, "How many may wait; beyond, writes are 503");

    private static final List<MetricFamily> PRODUCER = List.of(
            gauge("batch_size_avg", "Bytes of a batch as it is sent, on average over the last seconds"),
            gauge("batch_size_max", "Bytes of the largest batch"),
            gauge("records_per_request_avg", "Operations in a request"),
            gauge("record_queue_time_avg", "Milliseconds that a batch waits to be sent"),
            gauge("record_queue_time_max", "The longest of them"),
            gauge("request_latency_avg", "Milliseconds from a request to its answer"),
            gauge("request_latency_max", "The longest of them"),
            gauge("compression_rate_avg", "Bytes after compression to bytes before"),
            gauge("requests_in_flight", "Requests that Kafka has not answered"),
            gauge("connection_count", "Connections to brokers"),
            counter("record_send_total", "Records that were sent"),
            counter("record_retry_total", "Records that were sent again"),
            counter("record_error_total", "Records that could not be sent"));

    /** Its families, for the reference; the producer's keep the names that Kafka's documentation has. */
    public static final List<MetricFamily> FAMILIES = Stream.concat(
                    Stream.of(APPEND, APPEND_LONGEST, IN_FLIGHT, IN_FLIGHT_LIMIT), PRODUCER.stream())
            .toList();

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<AppendResult, Timer> appends = new EnumMap<>(AppendResult.class);
    private final KafkaClientMetrics ofProducer;

    KafkaLogMetrics(MeterRegistry registry, Producer<byte[], byte[]> producer, ByteBudget inFlight) {
        for (AppendResult result : AppendResult.values()) {
            Timer timer = Timer.builder(APPEND.name())
                    .description(APPEND.description())
                    .tag("result", result.name().toLowerCase(Locale.ROOT))
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
            appends.put(result, timer);
        }
        Gauge.builder(IN_FLIGHT.name(), inFlight, ByteBudget::reserved)
                .description(IN_FLIGHT.description())
                .register(registry);
        Gauge.builder(IN_FLIGHT_LIMIT.name(), inFlight, ByteBudget::limit)
                .description(IN_FLIGHT_LIMIT.description())
                .register(registry);
        ofProducer = new KafkaClientMetrics(producer, Tags.empty());
        ofProducer.bindTo(registry);
    }

    /** Leaves out the rest of the producer's own metrics: there are more than a hundred, and each costs with every scrape. */
    public static MeterFilter onlyDocumented() {
        Set<String> documented = PRODUCER.stream()
                .map(family -> family.name().replace("_total", "").replace('_', '.'))
                .collect(Collectors.toSet());
        return MeterFilter.deny(id -> id.getName().startsWith("kafka.")
                && !documented.contains(id.getName().replace(".total", "")));
    }

    void appended(AppendResult result, long nanos) {
        appends.get(result).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static MetricFamily gauge(String name, String description) {
        return MetricFamily.of("kafka_producer_" + name, MetricType.GAUGE, description, "client_id", "kafka_version");
    }

    private static MetricFamily counter(String name, String description) {
        return MetricFamily.of("kafka_producer_" + name, MetricType.COUNTER, description, "client_id", "kafka_version");
    }

    @Override
    public void close() {
        ofProducer.close();
    }
}
