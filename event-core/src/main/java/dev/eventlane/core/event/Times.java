package dev.eventlane.core.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one way in which times are written: RFC 3339, UTC, milliseconds. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** For example {@code 2026-03-27T12:00:00.000Z}. */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }
}
