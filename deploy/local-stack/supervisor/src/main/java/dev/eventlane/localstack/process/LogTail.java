package dev.eventlane.localstack.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log. */
public final class LogTail {
    /** Enough for any number of lines that someone reads on a terminal. */
    private static final int BYTES = 64 << 10;

    private LogTail() {}

    /** At most this many of the last lines, joined; empty if the file is empty or not there. */
    public static String of(Path file, int lines) {
        return String.join(System.lineSeparator(), lines(file, lines));
    }

    /** At most this many of the last lines; none if the file is not there. */
    public static List<String> lines(Path file, int count) {
        List<String> lines = read(file).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static String read(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - BYTES));
            byte[] end = new byte[Math.toIntExact(in.length() - in.getFilePointer())];
            in.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
