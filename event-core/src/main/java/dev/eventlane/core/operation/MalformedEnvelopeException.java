package dev.eventlane.core.operation;

/** Bytes in Kafka that are not an operation. The message says why; it holds no content. */
public final class MalformedEnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedEnvelopeException(String message) {
        super(message);
    }
}
