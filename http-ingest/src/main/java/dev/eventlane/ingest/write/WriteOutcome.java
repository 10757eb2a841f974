package dev.eventlane.ingest.write;

import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.log.AppendResult;
import io.undertow.util.StatusCodes;
import java.util.UUID;

/** How a write request ends. Each outcome knows its status; the body's form depends on the route ({@link AnswerForm}). */
sealed interface WriteOutcome {
    int status();

    /** The operation is durable. */
    record Accepted(UUID eventId) implements WriteOutcome {
        @Override
        public int status() {
            return StatusCodes.ACCEPTED;
        }
    }

    /** The operation was not taken; {@link #error} tells the client why, in one line. */
    sealed interface Refused extends WriteOutcome {
        String error();

        RefusalReason reason();

        @Override
        default int status() {
            return reason().status();
        }
    }

    /** The request breaks the contract. */
    record Invalid(String error) implements Refused {
        @Override
        public RefusalReason reason() {
            return RefusalReason.INVALID;
        }
    }

    /** The body is larger than {@code limit} bytes. */
    record TooLarge(long limit) implements Refused {
        @Override
        public String error() {
            return "body must be at most " + limit + " bytes";
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.TOO_LARGE;
        }
    }

    /** The body or item is within our limit, and its operation beyond Kafka's: the two do not fit together. */
    record TooLargeForKafka() implements Refused {
        @Override
        public String error() {
            return "this makes a larger record than Kafka takes";
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.TOO_LARGE;
        }
    }

    /** The body is in a form that is not read here. */
    record Unsupported(String error) implements Refused {
        @Override
        public RefusalReason reason() {
            return RefusalReason.UNSUPPORTED;
        }
    }

    /** The body is coded in a way that is not read here. */
    record UnsupportedCoding() implements Refused {
        @Override
        public String error() {
            return "Content-Encoding must be one of: " + ContentCoding.READABLE;
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.UNSUPPORTED;
        }
    }

    /** The batch has more items than it may have; in several batches they are taken. */
    record TooManyItems(String error) implements Refused {
        @Override
        public RefusalReason reason() {
            return RefusalReason.TOO_LARGE;
        }
    }

    /** The caller has sent more than it may; the same request may be sent again later. */
    record TooMany(String error) implements Refused {
        @Override
        public RefusalReason reason() {
            return RefusalReason.OVER_QUOTA;
        }
    }

    /** Not now; the same request may be sent again. */
    record Unavailable(RefusalReason reason, String error) implements Refused {}

    /** A fault of ours; the log says which. */
    record Failed() implements Refused {
        @Override
        public String error() {
            return "internal error";
        }

        @Override
        public RefusalReason reason() {
            return RefusalReason.FAILED;
        }
    }

    /** The body did not come whole. */
    record Incomplete(RefusalReason reason, String error) implements Refused {}

    /** The outcome of a request whose body was not taken. */
    static Refused of(BodyReader.Failed failed, long maxBodyBytes) {
        if (failed instanceof BodyReader.TooLarge) {
            return new TooLarge(maxBodyBytes);
        }
        if (failed instanceof BodyReader.Overloaded) {
            return new Unavailable(
                    RefusalReason.OVERLOADED, "too many bodies are being received; send this again later");
        }
        if (failed instanceof BodyReader.UnreadableCoding) {
            return new UnsupportedCoding();
        }
        if (failed instanceof BodyReader.Undecodable undecodable) {
            return new Invalid("body must be valid " + undecodable.coding());
        }
        return failed instanceof BodyReader.TooSlow
                ? new Incomplete(RefusalReason.TOO_SLOW, "body did not come in time")
                : new Incomplete(RefusalReason.BROKEN_OFF, "body ended before its end");
    }

    /** The outcome of a request whose operation came to the log. */
    static WriteOutcome of(AppendResult result, UUID eventId) {
        return switch (result) {
            case DURABLE -> new Accepted(eventId);
            case OVERLOADED ->
                new Unavailable(
                        RefusalReason.OVERLOADED, "too many writes are waiting for Kafka; send this again later");
            case UNCONFIRMED ->
                new Unavailable(RefusalReason.UNCONFIRMED, "Kafka did not confirm the write; send it again later");
            case TOO_LARGE -> new TooLargeForKafka();
        };
    }
}
