package dev.eventlane.analytics.route;

import dev.eventlane.http.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The text of a cursor, which is opaque to clients. */
final class CursorText {
    private static final String SEPARATOR = "/";

    private CursorText() {}

    /** Makes a cursor of parts without slashes. */
    static String encode(Object... parts) {
        String text = String.join(
                SEPARATOR, List.of(parts).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads it.
     *
     * @throws BadRequestException if it was not made by {@link #encode} of as many parts
     */
    static List<String> decode(String cursor, int parts) throws BadRequestException {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> decoded = List.of(text.split(SEPARATOR, -1));
            if (decoded.size() == parts) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    static BadRequestException invalid() {
        return new BadRequestException("cursor must be a next_cursor of an earlier answer");
    }
}
