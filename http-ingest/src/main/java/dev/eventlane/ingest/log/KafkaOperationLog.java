package dev.eventlane.ingest.log;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.ingest.ByteBudget;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends operations to a Kafka topic. An operation is durable when all in-sync replicas have it. */
public final class KafkaOperationLog implements OperationLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOperationLog.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long METADATA_RETRY_MILLIS = 100;

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final ByteBudget inFlight;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final ScheduledExecutorService background;
    private final KafkaLogMetrics metrics;

    private KafkaOperationLog(KafkaLogConfig config, MeterRegistry registry) {
        this.topic = config.topic();
        this.inFlight = new ByteBudget(config.maxInFlightBytes());
        this.producer = config.client(() ->
                new KafkaProducer<>(config.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer()));
        this.metrics = new KafkaLogMetrics(registry, producer, inFlight);
        this.background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kafka-metadata");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Connects in the background: until Kafka is there, operations are {@link AppendResult#UNCONFIRMED}.
     *
     * @throws ConfigurationException if no broker's name is known
     */
    public static KafkaOperationLog open(KafkaLogConfig config, MeterRegistry registry) {
        KafkaOperationLog log = new KafkaOperationLog(config, registry);
        log.background.execute(log::awaitMetadata);
        return log;
    }

    @Override
    public void append(Operation operation, Optional<TraceContext> trace, Consumer<AppendResult> done) {
        Message message = new Message(operation, trace);
        if (inFlight.tryReserve(message.size())) {
            send(message, done);
        } else {
            end(message.madeAt, AppendResult.OVERLOADED, done);
        }
    }

    @Override
    public void appendWhenRoom(
            Operation operation, Optional<TraceContext> trace, Duration patience, Consumer<AppendResult> done) {
        Message message = new Message(operation, trace);
        if (!reserve(message.size(), patience)) {
            end(message.madeAt, AppendResult.OVERLOADED, done);
            return;
        }
        send(message, done);
    }

    /** Room that comes because Kafka gave up what was there is no reason to go on. */
    private boolean reserve(long size, Duration patience) {
        boolean hopeful = confirming();
        try {
            if (!inFlight.reserve(size, hopeful ? patience : Duration.ZERO)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (hopeful && !confirming()) {
            inFlight.release(size);
            return false;
        }
        return true;
    }

    @Override
    public boolean confirming() {
        return !failing.get();
    }

    private void send(Message message, Consumer<AppendResult> done) {
        // The producer has copied the message when it is sent, and holds the callback until Kafka has it: what the
        // callback names
        // besides would be in memory twice.
        long size = message.size();
        long madeAt = message.madeAt;
        try {
            var unused = producer.send(message.record(topic), (metadata, failure) -> {
                AppendResult result = resultOf(failure);
                inFlight.release(size);
                end(madeAt, result, done);
            });
        } catch (KafkaException | IllegalStateException e) {
            // Thrown only where the callback was not and will not be called: the producer is closed or broken.
            AppendResult result = resultOf(e);
            inFlight.release(size);
            end(madeAt, result, done);
        }
    }

    private void end(long madeAt, AppendResult result, Consumer<AppendResult> done) {
        metrics.appended(result, System.nanoTime() - madeAt);
        done.accept(result);
    }

    /** An operation as Kafka gets it. */
    private static final class Message {
        private final long madeAt = System.nanoTime();
        private final byte[] key;
        private final byte[] envelope;
        private final Optional<TraceContext> trace;

        Message(Operation operation, Optional<TraceContext> trace) {
            this.key = bytes(operation.key().partitionKey());
            this.envelope = EnvelopeCodec.encode(operation);
            this.trace = trace;
        }

        long size() {
            return (long) key.length + envelope.length;
        }

        ProducerRecord<byte[], byte[]> record(String topic) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, envelope);
            if (trace.isPresent()) {
                record.headers().add(TraceContext.TRACEPARENT, bytes(trace.get().traceparent()));
                if (!trace.get().tracestate().isEmpty()) {
                    record.headers()
                            .add(TraceContext.TRACESTATE, bytes(trace.get().tracestate()));
                }
            }
            return record;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private AppendResult resultOf(Exception failure) {
        if (failure == null) {
            if (failing.compareAndSet(true, false)) {
                LOG.info("kafka takes records again");
            }
            return AppendResult.DURABLE;
        }
        if (failure instanceof RecordTooLargeException) {
            return AppendResult.TOO_LARGE;
        }
        if (failure instanceof BufferExhaustedException) {
            return AppendResult.OVERLOADED;
        }
        if (failing.compareAndSet(false, true)) {
            LOG.warn(
                    "kafka does not take records of topic {}: {}; writes are answered 503 until it does",
                    topic,
                    failure.toString());
        }
        return AppendResult.UNCONFIRMED;
    }

    /** The producer learns a topic's partitions on its first use; that use must not be a client's. */
    private void awaitMetadata() {
        try {
            producer.partitionsFor(topic);
            LOG.info("kafka is reached, topic {} is known", topic);
        } catch (KafkaException e) {
            var unused = background.schedule(this::awaitMetadata, METADATA_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
        metrics.close();
        producer.close(CLOSE_TIMEOUT);
    }
}
