package dev.eventlane.ingest.write;

import io.undertow.util.StatusCodes;
import java.util.Locale;

/** Why an operation was not taken, in the few words that metrics can count, each with its status. */
public enum RefusalReason {
    /** It breaks the contract. */
    INVALID(StatusCodes.BAD_REQUEST),
    /** It is larger than we, or Kafka, take. */
    TOO_LARGE(StatusCodes.REQUEST_ENTITY_TOO_LARGE),
    /** Its form is not read here. */
    UNSUPPORTED(StatusCodes.UNSUPPORTED_MEDIA_TYPE),
    /** The caller's quota is used up. */
    OVER_QUOTA(StatusCodes.TOO_MANY_REQUESTS),
    /** Too many bytes wait already. */
    OVERLOADED(StatusCodes.SERVICE_UNAVAILABLE),
    /** Kafka did not confirm it. */
    UNCONFIRMED(StatusCodes.SERVICE_UNAVAILABLE),
    /** Its body did not come in time. */
    TOO_SLOW(StatusCodes.REQUEST_TIME_OUT),
    /** Its body ended before its end. */
    BROKEN_OFF(StatusCodes.BAD_REQUEST),
    /** A fault of ours. */
    FAILED(StatusCodes.INTERNAL_SERVER_ERROR);

    private final int status;

    RefusalReason(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As metrics call it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
