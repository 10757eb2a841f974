package dev.eventlane.benchmark.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Text of ASCII characters that is written again and again into the same bytes. Not thread-safe. */
public final class ByteText {
    private static final int INITIAL = 1 << 10;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int DIGITS = 20;

    private final byte[] digits = new byte[DIGITS];
    private byte[] bytes = new byte[INITIAL];
    private int length;

    public ByteText clear() {
        length = 0;
        return this;
    }

    public int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Adds characters; they must be ASCII. */
    public ByteText add(CharSequence text) {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    public ByteText add(ByteText other) {
        makeRoom(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /**
     * Adds a whole number.
     *
     * @param number at least 0
     */
    public ByteText add(int number) {
        int at = DIGITS;
        int rest = number;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        makeRoom(DIGITS - at);
        System.arraycopy(digits, at, bytes, length, DIGITS - at);
        length += DIGITS - at;
        return this;
    }

    /**
     * Adds hundredths as a decimal number.
     *
     * @param cents at least 0
     */
    public ByteText addHundredths(int cents) {
        add(cents / 100).add(".");
        int rest = cents % 100;
        return add(rest / 10).add(rest % 10);
    }

    public ByteText add(UUID id) {
        makeRoom(36);
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        hex(high >>> 32, 8);
        bytes[length++] = '-';
        hex(high >>> 16, 4);
        bytes[length++] = '-';
        hex(high, 4);
        bytes[length++] = '-';
        hex(low >>> 48, 4);
        bytes[length++] = '-';
        hex(low, 12);
        return this;
    }

    private void hex(long number, int count) {
        for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (number >>> shift) & 0xf];
        }
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
