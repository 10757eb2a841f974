package dev.eventlane.http.access;

/** Keys that break the rules of {@link ApiKeyLines}. The message names line and rule, and never shows what stands there. */
final class InvalidKeysException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidKeysException(String message) {
        super(message);
    }

    InvalidKeysException(int line, String message) {
        super("line " + line + ": " + message);
    }
}
