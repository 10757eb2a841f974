package dev.eventlane.replay;

import dev.eventlane.core.deadletter.DeadLetterHeaders;
import dev.eventlane.core.operation.EnvelopeCodec;
import dev.eventlane.replay.Entry.DeadLetter;
import dev.eventlane.replay.Entry.Foreign;
import dev.eventlane.replay.Entry.Position;
import dev.eventlane.replay.Entry.ReplayNote;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Tells what a record of the topic of dead letters is. */
final class EntryParser {
    private EntryParser() {}

    static Entry parse(ConsumerRecord<byte[], byte[]> record) {
        Position position = new Position(record.partition(), record.offset());
        try {
            Origin origin = new Origin(
                    text(record, DeadLetterHeaders.TOPIC),
                    Integer.parseInt(text(record, DeadLetterHeaders.PARTITION)),
                    number(record, DeadLetterHeaders.OFFSET),
                    number(record, DeadLetterHeaders.TIMESTAMP));
            if (record.headers().lastHeader(DeadLetterHeaders.REPLAYED_OFFSET) != null) {
                return new ReplayNote(
                        position,
                        origin,
                        record.timestamp(),
                        Integer.parseInt(text(record, DeadLetterHeaders.REPLAYED_PARTITION)),
                        number(record, DeadLetterHeaders.REPLAYED_OFFSET));
            }
            return new DeadLetter(
                    position, origin, text(record, DeadLetterHeaders.REASON), EnvelopeCodec.decodeHead(record.value()));
        } catch (MissingHeaderException | NumberFormatException e) {
            // It is counted, and never replayed.
            return new Foreign(position);
        }
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) throws MissingHeaderException {
        return Long.parseLong(text(record, header));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) throws MissingHeaderException {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MissingHeaderException();
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static final class MissingHeaderException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
