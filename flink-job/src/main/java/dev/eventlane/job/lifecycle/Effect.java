package dev.eventlane.job.lifecycle;

/** What an operation did to its event. Each is counted under its name. */
public enum Effect {
    CREATED,
    UPDATED,
    DELETED,
    /** It waits for the create. */
    WAITING,
    /** It waits for the answer whether ClickHouse has the event; what it does then is counted too. */
    RECALLING,
    /** The same operation took effect before. */
    REPEATED,
    /** A create of an event that exists. */
    EXISTS_ALREADY,
    /** An update that changes no value. */
    UNCHANGED,
    /** The event was deleted before. */
    AFTER_DELETE
}
