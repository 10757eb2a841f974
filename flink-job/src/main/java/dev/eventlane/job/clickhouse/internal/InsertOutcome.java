package dev.eventlane.job.clickhouse.internal;

import javax.annotation.Nullable;

/** How one attempt of an insert ended. */
sealed interface InsertOutcome {

    /** The server says that the rows are stored. */
    record Done() implements InsertOutcome {}

    /**
     * Anything else.
     *
     * @param kind what it means, and so what happens next
     * @param code ClickHouse's error code, 0 if it gave none
     * @param message what the server or the client said, without contents of rows
     * @param hint what an operator should look at
     * @param cause for the job's failure, if it comes to that
     */
    record Failure(Kind kind, int code, String message, String hint, @Nullable Throwable cause)
            implements InsertOutcome {}

    /** What a failure says about the rows. */
    enum Kind {
        /** Nothing was sent. */
        UNREACHABLE,
        /** The server answered that it did not store the rows, for a reason that passes. */
        TURNED_AWAY,
        /** The rows were sent and no answer came: they may be stored, in part or whole, or not. */
        AMBIGUOUS,
        /** An answer that this sink does not know. It may pass, so it gets some time; then it fails the job. */
        UNEXPLAINED,
        /** The server refuses these rows, and would again. */
        REFUSED
    }
}
