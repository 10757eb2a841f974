package dev.eventlane.analytics.read;

/** A read that got no answer. The message is shown to the client; the cause is for the log. */
public final class ReadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Kind {
        UNAVAILABLE,
        TOO_EXPENSIVE
    }

    private final Kind kind;

    ReadException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
