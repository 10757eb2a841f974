package dev.eventlane.core.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one way in which times are written: RFC 3339, UTC, milliseconds. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_YEAR = 9999;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Times() {}

    /**
     * For example {@code 2026-03-27T12:00:00.000Z}. Written by hand: every operation carries two times, and the formatter took an
     * eighth of all that the front door does for one.
     */
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
            return FORMAT.format(instant);
        }
        byte[] text = FORM.clone();
        number(text, 3, time.getYear());
        number(text, 6, time.getMonthValue());
        number(text, 9, time.getDayOfMonth());
        number(text, 12, time.getHour());
        number(text, 15, time.getMinute());
        number(text, 18, time.getSecond());
        number(text, 22, time.getNano() / NANOS_PER_MILLI);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Ends at this place; what is before its first digit is 0 already. */
    private static void number(byte[] text, int last, int value) {
        int at = last;
        for (int rest = value; rest > 0; rest /= 10) {
            text[at--] = (byte) ('0' + rest % 10);
        }
    }
}
