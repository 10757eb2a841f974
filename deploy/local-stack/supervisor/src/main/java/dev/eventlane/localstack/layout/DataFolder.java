package dev.eventlane.localstack.layout;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder in which everything of one stack lies.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    public DataFolder {
        root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
    }

    /** What a server keeps. */
    public Path data(String server) {
        return folder(root.resolve("data").resolve(server));
    }

    public Path logs() {
        return folder(root.resolve("logs"));
    }

    /** What a process logs. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** What a process writes to standard output and standard error: mostly why it could not start. */
    public Path output(String process) {
        return logs().resolve(process + ".out");
    }

    /** What no process needs after its end. */
    public Path temporary() {
        return folder(root.resolve("tmp"));
    }

    /** State of the stack itself: who runs, since when. */
    public Path run() {
        return folder(root.resolve("run"));
    }

    /** The rendered configuration of a server. */
    public Path configuration(String server) {
        return folder(root.resolve("conf").resolve(server));
    }

    /** Only the owner can read what is in here. */
    public Path secrets() {
        Path secrets = folder(root.resolve("secrets"));
        try {
            Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(secrets + " cannot be protected", e);
        }
    }

    /** Deletes what a stack put here, and nothing that somebody else did. */
    public void delete() {
        List.of("data", "logs", "run", "conf", "secrets", "tmp")
                .forEach(folder -> FileTree.delete(root.resolve(folder)));
        try (Stream<Path> others = Files.list(root)) {
            if (others.findAny().isEmpty()) {
                Files.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be deleted", e);
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be created", e);
        }
    }
}
