package dev.eventlane.client;

/** The server answered something that has no exception of its own: 401, 413, 429, 503, or what the contract does not know. */
public final class EventRefusedException extends EventSdkException {
    EventRefusedException(String message, Answer answer) {
        super(message, answer, null);
    }

    EventRefusedException(String message, Answer answer, Throwable cause) {
        super(message, answer, cause);
    }
}
