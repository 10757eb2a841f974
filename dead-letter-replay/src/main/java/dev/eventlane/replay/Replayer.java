package dev.eventlane.replay;

import dev.eventlane.core.deadletter.DeadLetterHeaders;
import dev.eventlane.replay.Entry.Position;
import dev.eventlane.replay.Entry.ReplayNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes dead letters to the topic of operations again, and a note of each to the topic of dead letters, in one transaction: either
 * both are there or none. Only one command at a time can: the newest takes over from all before it, whatever became of them. Not
 * thread-safe.
 */
final class Replayer implements AutoCloseable {
    /**
     * When Kafka gives up a transaction whose command was killed. Until then the job reads on only up to where it began. Long
     * enough for the largest record, and shorter than SOURCE_QUIET_AFTER, after which the job would take a partition for read to
     * its end.
     */
    private static final int TRANSACTION_MILLIS = 15_000;

    private static final int DELIVERY_MILLIS = 12_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TAKE_OVER_MILLIS = 30_000;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int LINGER_MILLIS = 2;

    private final String deadLetterTopic;
    private final KafkaProducer<byte[], byte[]> producer;

    private Replayer(String deadLetterTopic, KafkaProducer<byte[], byte[]> producer) {
        this.deadLetterTopic = deadLetterTopic;
        this.producer = producer;
    }

    /** Takes over: what an earlier command left unfinished is undone, and one that still runs can write no more. */
    static Replayer takeOver(String brokers, String deadLetterTopic) {
        Map<String, Object> properties = Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "dead-letter-replay"),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, deadLetterTopic + ".replay"),
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterHeaders.MAX_RECORD_BYTES),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * DeadLetterHeaders.MAX_RECORD_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, TAKE_OVER_MILLIS),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new Replayer(deadLetterTopic, producer);
        } catch (KafkaException e) {
            producer.close();
            throw new ReplayException(
                    "Kafka at " + brokers + " begins no transaction: " + e.getMessage()
                            + "; nothing was replayed; brokers and their access rights must allow the transactional ID "
                            + deadLetterTopic + ".replay",
                    e);
        }
    }

    /**
     * Replays some dead letters, all or none.
     *
     * @return a note of each, in the same order
     */
    List<ReplayNote> replay(List<ReplayRecord> batch) {
        List<Future<RecordMetadata>> replays = new ArrayList<>();
        try {
            producer.beginTransaction();
            for (ReplayRecord record : batch) {
                replays.add(producer.send(replayOf(record)));
            }
            producer.flush();
            List<Future<RecordMetadata>> notes = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                notes.add(producer.send(noteOf(batch.get(i), replays.get(i).get())));
            }
            producer.commitTransaction();
            return remembered(batch, replays, notes);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw takenOver(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProducerFencedException
                            || e.getCause() instanceof InvalidProducerEpochException
                    ? takenOver(e)
                    : failed(batch, replays, e.getCause());
        } catch (KafkaException e) {
            throw failed(batch, replays, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(batch, replays, e);
        }
    }

    private static ProducerRecord<byte[], byte[]> replayOf(ReplayRecord record) {
        Origin origin = record.letter().origin();
        List<Header> headers = new ArrayList<>(List.of(
                header("replay-of-topic", origin.topic()),
                header("replay-of-partition", origin.partition()),
                header("replay-of-offset", origin.offset())));
        headers.addAll(record.trace());
        // Its key chooses the partition, as for every operation of the event: they stay in order.
        return new ProducerRecord<>(origin.topic(), null, null, record.key(), record.value(), headers);
    }

    private ProducerRecord<byte[], byte[]> noteOf(ReplayRecord record, RecordMetadata replay) {
        Origin origin = record.letter().origin();
        List<Header> headers = List.of(
                header(DeadLetterHeaders.TOPIC, origin.topic()),
                header(DeadLetterHeaders.PARTITION, origin.partition()),
                header(DeadLetterHeaders.OFFSET, origin.offset()),
                header(DeadLetterHeaders.TIMESTAMP, origin.timestamp()),
                header(DeadLetterHeaders.REPLAYED_PARTITION, replay.partition()),
                header(DeadLetterHeaders.REPLAYED_OFFSET, replay.offset()));
        int partition = record.letter().position().partition();
        return new ProducerRecord<>(deadLetterTopic, partition, null, null, null, headers);
    }

    private static List<ReplayNote> remembered(
            List<ReplayRecord> batch, List<Future<RecordMetadata>> replays, List<Future<RecordMetadata>> notes)
            throws ExecutionException, InterruptedException {
        List<ReplayNote> remembered = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            RecordMetadata replay = replays.get(i).get();
            RecordMetadata note = notes.get(i).get();
            remembered.add(new ReplayNote(
                    new Position(note.partition(), note.offset()),
                    batch.get(i).letter().origin(),
                    note.timestamp(),
                    replay.partition(),
                    replay.offset()));
        }
        return remembered;
    }

    private static Header header(String name, Object value) {
        return new RecordHeader(name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ReplayException takenOver(Exception cause) {
        return new ReplayException(
                "another replay was started and has taken over: wait for its end, and run this command again for what it"
                        + " leaves",
                cause);
    }

    /** Kafka undoes the transaction, at the latest when the next command takes over. */
    private static ReplayException failed(
            List<ReplayRecord> batch, List<Future<RecordMetadata>> replays, Throwable cause) {
        for (int i = 0; i < replays.size(); i++) {
            Optional<Throwable> refusal = refusal(replays.get(i));
            if (refusal.isPresent()) {
                Origin origin = batch.get(i).letter().origin();
                return new ReplayException(
                        "Kafka does not take the record of partition %d, offset %d (%s): %s; nothing of its batch is replayed: mend it, or leave it out by a narrower selection, and run the command again"
                                .formatted(
                                        origin.partition(),
                                        origin.offset(),
                                        origin.topic(),
                                        refusal.get().getMessage()),
                        refusal.get());
            }
        }
        return new ReplayException(
                "Kafka does not take the records: " + cause.getMessage()
                        + "; those of this batch are not replayed: mend it and run the command again",
                cause);
    }

    /** Why Kafka refused this one record; the others of its transaction are only undone with it. */
    private static Optional<Throwable> refusal(Future<RecordMetadata> sent) {
        if (!sent.isDone()) {
            return Optional.empty();
        }
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause()).filter(cause -> !(cause instanceof TransactionAbortedException));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
