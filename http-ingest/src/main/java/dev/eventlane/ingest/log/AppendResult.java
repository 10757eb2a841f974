package dev.eventlane.ingest.log;

/** What became of an operation that was to be appended to the log. */
public enum AppendResult {
    /** It is durable: no crash loses it. */
    DURABLE,
    /** Too many bytes wait already; nothing was sent. */
    OVERLOADED,
    /** The log did not confirm it in time; sent again with the same ID it has no second effect. */
    UNCONFIRMED,
    /** It is larger than the log takes; it can never be appended. */
    TOO_LARGE
}
