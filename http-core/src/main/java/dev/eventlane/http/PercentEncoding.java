package dev.eventlane.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes parts of an address, and takes nothing for a character that is none. */
final class PercentEncoding {
    private static final int HEX = 16;
    private static final int ENCODED_LENGTH = 3;

    private PercentEncoding() {}

    /**
     * Decodes the text.
     *
     * @param plusIsSpace as in a query, not as in a path
     * @throws BadRequestException if it is not percent-encoded UTF-8; the message names the part
     */
    static String decode(String name, String text, boolean plusIsSpace) throws BadRequestException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int next = 0;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c == '%') {
                bytes.write(octet(name, text, next));
                next += ENCODED_LENGTH;
            } else {
                // Undertow reads the line of a request as Latin-1: bytes that were not encoded are still bytes.
                bytes.write(plusIsSpace && c == '+' ? ' ' : c);
                next++;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(name);
        }
    }

    private static int octet(String name, String text, int percent) throws BadRequestException {
        if (percent + 2 >= text.length()) {
            throw malformed(name);
        }
        int high = Character.digit(text.charAt(percent + 1), HEX);
        int low = Character.digit(text.charAt(percent + 2), HEX);
        if (high < 0 || low < 0) {
            throw malformed(name);
        }
        return high * HEX + low;
    }

    private static BadRequestException malformed(String name) {
        return new BadRequestException(name + " must be percent-encoded UTF-8");
    }
}
