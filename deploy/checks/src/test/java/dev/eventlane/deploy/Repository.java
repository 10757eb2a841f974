package dev.eventlane.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this repository. */
public final class Repository {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Repository() {}

    /** A file or folder, by its path from the root; it need not exist. */
    public static Path path(String path) {
        return ROOT.resolve(path).normalize();
    }

    /** The text of a file. */
    public static String text(String path) {
        try {
            return Files.readString(path(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
