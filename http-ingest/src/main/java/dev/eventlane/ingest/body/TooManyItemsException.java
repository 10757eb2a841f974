package dev.eventlane.ingest.body;

/** A batch has more items than it may have. The message is fit to be shown to a client. */
public final class TooManyItemsException extends Exception {
    private static final long serialVersionUID = 1L;

    TooManyItemsException(int maxItems) {
        super("batch must hold at most " + maxItems + " items");
    }
}
