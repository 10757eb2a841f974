package dev.eventlane.localstack.cli;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Prints what is added to a file. */
final class LogFollower {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final Path file;
    private final String prefix;
    private long position;

    private LogFollower(Path file, String prefix, long position) {
        this.file = file;
        this.prefix = prefix;
        this.position = position;
    }

    /** From what is written from now on; the file may not be there yet. */
    static LogFollower atEnd(Path file) {
        return new LogFollower(file, "", size(file));
    }

    /** The same with something before each line. */
    LogFollower prefixed(String text) {
        return new LogFollower(file, text, position);
    }

    /** Waits a moment, then prints the whole lines that were added. */
    void printNew(PrintWriter out) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while following " + file, e);
        }
        added().lines().forEach(line -> out.println(prefix + line));
        out.flush();
    }

    private String added() {
        if (size(file) < position) {
            // It was rolled over: what is there now is all new.
            position = 0;
        }
        if (size(file) == position) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            byte[] bytes = new byte[Math.toIntExact(Math.min(BYTES_AT_ONCE, in.length() - position))];
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            position += whole.getBytes(StandardCharsets.UTF_8).length;
            return whole;
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
