package dev.eventlane.systemtests.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is added to a log file.
 *
 * @param offset in bytes, where the new begins
 */
record LogWatch(Path file, long offset) {
    static LogWatch from(Path file) {
        try {
            return new LogWatch(file, Files.size(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** Whether this stands in what was added; a file that was begun anew is read whole. */
    boolean has(String text) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(log.length() < offset ? 0 : offset);
            byte[] added = new byte[Math.toIntExact(log.length() - log.getFilePointer())];
            log.readFully(added);
            return new String(added, StandardCharsets.UTF_8).contains(text);
        }
    }
}
