package dev.eventlane.job.clickhouse;

/** Text as UTF-8 straight into a byte array: the JDK's ways to do so allocate for every text. */
final class Utf8 {

    private Utf8() {}

    /** How many bytes {@link #encode} writes for the text. */
    static int length(CharSequence text) {
        int chars = text.length();
        int length = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                length++;
            } else if (!Character.isSurrogate(c)) {
                length += 2;
            } else if (isPair(text, i)) {
                // Two chars make four bytes.
                length += 2;
                i++;
            }
            // A lone surrogate becomes one byte, '?'.
        }
        return length;
    }

    /** Writes the text at {@code at}; the array has room for {@link #length} bytes. */
    static void encode(CharSequence text, byte[] bytes, int at) {
        int chars = text.length();
        int out = at;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[out++] = (byte) c;
            } else if (c < 0x800) {
                bytes[out++] = (byte) (0xC0 | (c >> 6));
                bytes[out++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                bytes[out++] = (byte) (0xE0 | (c >> 12));
                bytes[out++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[out++] = (byte) (0x80 | (c & 0x3F));
            } else if (isPair(text, i)) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[out++] = (byte) (0xF0 | (point >> 18));
                bytes[out++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                bytes[out++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                bytes[out++] = (byte) (0x80 | (point & 0x3F));
            } else {
                bytes[out++] = '?';
            }
        }
    }

    private static boolean isPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
