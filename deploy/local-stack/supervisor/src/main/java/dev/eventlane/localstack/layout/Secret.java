package dev.eventlane.localstack.layout;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A password that was made up once and lies in a file that only its owner can read.
 *
 * @param file where it lies
 * @param value the password; never logged
 */
public record Secret(Path file, String value) {
    private static final int RANDOM_BYTES = 24;

    /** The secret of this name; made up at the first call. */
    public static Secret of(DataFolder folder, String name) {
        Path file = folder.secrets().resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            return new Secret(file, Files.readString(file).strip());
        } catch (IOException e) {
            throw new LocalStackException(
                    "the secret %s cannot be read or made: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** A secret that was given by whoever starts the stack; an earlier one of this name is replaced. */
    public static Secret given(DataFolder folder, String name, String value) {
        Path file = folder.secrets().resolve(name);
        try {
            Files.deleteIfExists(file);
            write(file, value);
            return new Secret(file, value);
        } catch (IOException e) {
            throw new LocalStackException("the secret %s cannot be kept: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What a server may store of it. */
    public String sha256Hex() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[" + file + "]";
    }

    private static void write(Path file, String value) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, value);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
