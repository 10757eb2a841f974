package dev.eventlane.job.clickhouse.internal;

import java.util.UUID;

/**
 * The deduplication token of a batch while it is being inserted. See the package's description for why it lives no
 * longer than that, and why it changes when an answer is missing.
 */
final class InsertToken {

    private String value = random();
    private boolean known;

    String value() {
        return value;
    }

    /** A server answered to the token and may remember it. */
    void answered() {
        known = true;
    }

    /** No answer came: the server may remember the token and yet have lost the rows. */
    void unanswered() {
        renew();
    }

    /** No connection: a server that knew the token may have been killed meanwhile. */
    void serverGone() {
        if (known) {
            renew();
        }
    }

    private void renew() {
        value = random();
        known = false;
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }
}
