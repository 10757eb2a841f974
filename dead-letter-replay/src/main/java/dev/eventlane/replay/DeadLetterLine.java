package dev.eventlane.replay;

import dev.eventlane.core.event.Times;
import dev.eventlane.core.operation.EnvelopeHead;
import dev.eventlane.replay.Entry.DeadLetter;
import java.time.Instant;
import java.util.Objects;

/** A dead letter in one line for people, without content. */
final class DeadLetterLine {
    private DeadLetterLine() {}

    static String of(DeadLetter letter, boolean cameBack) {
        Origin origin = letter.origin();
        EnvelopeHead head = letter.head();
        return String.join(
                        "  ",
                        Times.format(Instant.ofEpochMilli(origin.timestamp())),
                        letter.reason(),
                        origin.topic() + " partition " + origin.partition() + " offset " + origin.offset(),
                        told("project", head.projectId()),
                        told("event", head.eventId()),
                        told("operation", head.operation()),
                        cameBack ? "came back" : "")
                .stripTrailing();
    }

    private static String told(String what, Object value) {
        return what + " " + Objects.requireNonNullElse(value, "-");
    }
}
