package dev.eventlane.localstack.layout;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes folders with all that is in them. */
public final class FileTree {
    private FileTree() {}

    /**
     * Deletes the folder, if it is there.
     *
     * @throws LocalStackException if anything of it cannot be deleted
     */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be deleted: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
