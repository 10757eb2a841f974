package dev.eventlane.client;

/** There was no answer. The server may have seen the request. */
public final class EventUnreachableException extends EventSdkException {
    EventUnreachableException(String message, Throwable cause) {
        super(message, null, cause);
    }
}
