package dev.eventlane.localstack.flink;

/** The JobManager did not answer, or does not lead yet: it may or may not have done what it was asked for. */
public final class FlinkUnreachableException extends FlinkRestException {
    private static final long serialVersionUID = 1L;

    FlinkUnreachableException(String message) {
        super(message);
    }

    FlinkUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
