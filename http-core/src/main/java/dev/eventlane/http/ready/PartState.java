package dev.eventlane.http.ready;

import static java.util.Objects.requireNonNull;

/**
 * Whether a part of the system does what it should.
 *
 * @param part its name, such as {@code kafka}
 * @param detail what is known beyond that, in one line; empty where it is ready
 */
public record PartState(String part, Status status, String detail) {
    /** How it is with a part. */
    public enum Status {
        READY("ready"),
        NOT_READY("not ready"),
        /** It cannot be asked: that keeps nothing from being ready. */
        UNKNOWN("unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }
    }

    public PartState {
        requireNonNull(part, "part is null");
        requireNonNull(status, "status is null");
        requireNonNull(detail, "detail is null");
    }

    public static PartState ready(String part) {
        return new PartState(part, Status.READY, "");
    }

    /** Not ready, for this reason. */
    public static PartState notReady(String part, String why) {
        return new PartState(part, Status.NOT_READY, why);
    }

    /** Nobody can say, for this reason. */
    public static PartState unknown(String part, String why) {
        return new PartState(part, Status.UNKNOWN, why);
    }

    /** Reads what {@link #text} gave. */
    public static PartState of(String part, String text) {
        for (Status status : Status.values()) {
            if (text.equals(status.text)) {
                return new PartState(part, status, "");
            }
            if (text.startsWith(status.text + ": ")) {
                return new PartState(part, status, text.substring(status.text.length() + 2));
            }
        }
        return unknown(part, text);
    }

    boolean isReady() {
        return status != Status.NOT_READY;
    }

    /** As the answer shows it. */
    String text() {
        return detail.isEmpty() ? status.text : status.text + ": " + detail;
    }
}
