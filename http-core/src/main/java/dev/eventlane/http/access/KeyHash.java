package dev.eventlane.http.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What is kept of an API key: its SHA-256. A key is made of 256 random bits, which nobody finds by trying, however fast the hash
 * is. A slow hash such as bcrypt is for passwords, which people choose; here it would cost every request many milliseconds.
 */
final class KeyHash {
    /** What a valid text looks like, for messages. */
    static final String RULE = "sha256: and 64 hexadecimal digits";

    private static final String PREFIX = "sha256:";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[0-9a-fA-F]{64}");

    private final byte[] sha256;

    private KeyHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    static KeyHash of(String key) {
        try {
            return new KeyHash(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it breaks {@link #RULE}; without the text, which may be a key
     */
    static KeyHash parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be " + RULE);
        }
        return new KeyHash(HexFormat.of().parseHex(text, PREFIX.length(), text.length()));
    }

    String text() {
        return PREFIX + HexFormat.of().formatHex(sha256);
    }

    /** Takes as long wherever two hashes differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && MessageDigest.isEqual(sha256, hash.sha256);
    }

    /** Looking up by it tells something, in time, of the hash of a key that was tried: nothing from which a key could be made. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }
}
