package dev.eventlane.benchmark;

/** What a system may get wrong, of one event or in one answer. */
enum Lie {
    NONE,
    LOSES_AN_INSERT,
    FORGETS_AN_UPDATE,
    KEEPS_WHAT_IS_DELETED,
    CHANGES_A_TEXT,
    SHOWS_AN_EVENT_TWICE,
    FINDS_WHAT_IS_DELETED_BY_ITS_ID,
    COUNTS_AN_ERROR_TOO_MUCH,
    ROUNDS_A_LATENCY,
    LEAVES_OUT_A_CONVERSATION,
    SORTS_WRONGLY
}
