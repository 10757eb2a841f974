package dev.eventlane.core.event;

/** A field breaks a rule. The message names field and rule and is fit to be shown to a client; it holds no content. */
public final class InvalidFieldException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidFieldException(String message) {
        super(message);
    }

    public static InvalidFieldException unknown(String field) {
        return new InvalidFieldException("unknown field \"" + printable(field) + "\"");
    }

    /** A client's field name, made safe for a one-line message. */
    private static String printable(String field) {
        String cut = field.length() <= 64 ? field : field.substring(0, 64) + "…";
        return cut.replaceAll("[^\\x20-\\x7e…]|[\"\\\\]", "?");
    }
}
