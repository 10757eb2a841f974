package dev.eventlane.replay;

/** The command ends here. The message tells an operator why, and what to do. */
final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
