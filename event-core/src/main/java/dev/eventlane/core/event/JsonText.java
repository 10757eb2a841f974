package dev.eventlane.core.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are JSON text as it is read here: UTF-8 and nothing else. The parser alone would guess UTF-16 and UTF-32 too, and
 * take overlong UTF-8, which comes back as other characters.
 */
public final class JsonText {
    /** A zero byte among the first four makes the parser guess a wider encoding, a byte order mark at the start too. */
    private static final int GUESSED_FROM = 4;

    private JsonText() {}

    /** Whether the bytes are well-formed UTF-8 that the parser will take for UTF-8. */
    public static boolean isUtf8(byte[] bytes) {
        for (int i = 0; i < Math.min(GUESSED_FROM, bytes.length); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        boolean mayStartWithMark = bytes.length > 0 && bytes[0] < 0;
        return !mayStartWithMark && isWellFormed(bytes);
    }

    private static boolean isWellFormed(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return decodes(bytes);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
