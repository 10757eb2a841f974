package dev.eventlane.core.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One numbered step of the schema.
 *
 * @param number its place in the order
 * @param name the file's name
 * @param sql the file's text, never edited after release
 */
record Migration(int number, String name, String sql) {
    private static final List<String> FILES = List.of(
            "0001_events.sql",
            "0002_dead_letters.sql",
            "0003_dead_letter_replays.sql",
            "0004_properties_json.sql",
            "0005_dead_letter_traces.sql");

    /** All migrations of this release, in order. */
    static List<Migration> all() {
        return FILES.stream().map(Migration::load).toList();
    }

    /** The statements, in order. */
    List<String> statements() {
        return Arrays.stream(sql.split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** SHA-256 of the text, in hex. */
    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Migration load(String file) {
        try (InputStream in = Migration.class.getResourceAsStream("/migrations/" + file)) {
            if (in == null) {
                throw new IllegalStateException("migration " + file + " is not on the class path");
            }
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Migration(Integer.parseInt(file.substring(0, 4)), file, sql);
        } catch (IOException e) {
            throw new UncheckedIOException("migration " + file + " cannot be read", e);
        }
    }
}
