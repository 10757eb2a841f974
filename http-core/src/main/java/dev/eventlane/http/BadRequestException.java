package dev.eventlane.http;

/** The request breaks the contract. The message is shown to the client: it names the parameter and the rule. */
public final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        super(message);
    }
}
