package dev.eventlane.localstack.flink;

import dev.eventlane.localstack.LocalStackException;

/** The JobManager was not reached, or refused. The message names the request and the answer. */
public sealed class FlinkRestException extends LocalStackException permits FlinkUnreachableException {
    private static final long serialVersionUID = 1L;

    FlinkRestException(String message) {
        super(message);
    }

    FlinkRestException(String message, Throwable cause) {
        super(message, cause);
    }
}
