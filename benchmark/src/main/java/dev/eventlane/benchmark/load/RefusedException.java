package dev.eventlane.benchmark.load;

import java.io.IOException;

/** The server does not accept an operation, and sending it again is of no use. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
