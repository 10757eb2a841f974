package dev.eventlane.analytics.route;

import dev.eventlane.analytics.read.DeadLetterView;
import dev.eventlane.http.BadRequestException;
import java.time.Instant;
import java.util.List;

/** The place after one dead letter, which these four identify; opaque to clients. */
record DeadLetterCursor(Instant receivedAt, String topic, int partition, long offset) {
    static DeadLetterCursor after(DeadLetterView letter) {
        return new DeadLetterCursor(letter.receivedAt(), letter.topic(), letter.partition(), letter.offset());
    }

    /** Kafka allows no slash in a topic's name. */
    String encode() {
        return CursorText.encode(receivedAt.toEpochMilli(), topic, partition, offset);
    }

    static DeadLetterCursor decode(String text) throws BadRequestException {
        List<String> parts = CursorText.decode(text, 4);
        try {
            return new DeadLetterCursor(
                    Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
                    parts.get(1),
                    Integer.parseInt(parts.get(2)),
                    Long.parseLong(parts.get(3)));
        } catch (NumberFormatException e) {
            throw CursorText.invalid();
        }
    }
}
