package dev.eventlane.http;

import java.util.Locale;

/** Told of every request that is refused for what it is or whose it is, whatever it asks for. Thread-safe. */
@FunctionalInterface
public interface RefusalCounts {
    /** Who is counted where no caller is known. */
    String NOBODY = "";

    /** Why a request was refused. */
    enum Reason {
        NO_KEY,
        UNKNOWN_KEY,
        NO_RIGHT,
        RATE,
        QUOTA,
        HEADERS_TOO_LARGE,
        ADDRESS_TOO_LONG;

        /** As metrics call it. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One more.
     *
     * @param caller the name of a configured key, never what a client sent; {@link #NOBODY} where none is known
     */
    void count(Reason reason, String caller);
}
