package dev.eventlane.client;

/** Something breaks a rule: the server said so (400), or nothing was sent because it certainly would. */
public final class EventValidationException extends EventSdkException {
    EventValidationException(String message, Answer answer) {
        super(message, answer, null);
    }

    EventValidationException(String message) {
        super(message, null, null);
    }

    EventValidationException(String message, Throwable cause) {
        super(message, null, cause);
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new EventValidationException(message);
        }
    }
}
