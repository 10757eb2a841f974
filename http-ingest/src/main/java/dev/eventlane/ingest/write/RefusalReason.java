package dev.eventlane.ingest.write;

import java.util.Locale;

/** Why an operation was not taken, in the few words that metrics can count. */
public enum RefusalReason {
    /** It breaks the contract. */
    INVALID,
    /** It is larger than we, or Kafka, take. */
    TOO_LARGE,
    /** Its form is not read here. */
    UNSUPPORTED,
    /** The caller's quota is used up. */
    OVER_QUOTA,
    /** Too many bytes wait already. */
    OVERLOADED,
    /** Kafka did not confirm it. */
    UNCONFIRMED,
    /** Its body did not come in time. */
    TOO_SLOW,
    /** Its body ended before its end. */
    BROKEN_OFF,
    /** A fault of ours. */
    FAILED;

    /** As metrics call it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
