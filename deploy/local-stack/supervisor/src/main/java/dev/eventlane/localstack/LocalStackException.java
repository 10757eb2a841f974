package dev.eventlane.localstack;

/** Something in the local stack could not be done. The message says what, why, and what to do about it. */
public class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalStackException(String message) {
        super(message);
    }

    public LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
