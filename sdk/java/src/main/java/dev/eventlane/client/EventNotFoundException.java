package dev.eventlane.client;

/** There is no such thing (404). */
public final class EventNotFoundException extends EventSdkException {
    EventNotFoundException(String message, Answer answer) {
        super(message, answer, null);
    }
}
