package dev.eventlane.localstack.layout;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one folder in which everything of one stack lies.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    public DataFolder {
        root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
    }

    /** Only its owner can read it: among Flink's files is the job with the password that it writes to ClickHouse with. */
    private void createRoot() throws IOException {
        if (Files.exists(root)) {
            return;
        }
        Files.createDirectories(root.getParent());
        try {
            Files.createDirectory(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster: it protects it too.
        }
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

    /** Copies of the programs that the stack runs. */
    public Path programs() {
        return folder(root.resolve("programs"));
    }

    /** The rendered configuration of a server. */
    public Path configuration(String server) {
        return folder(root.resolve("conf").resolve(server));
    }

    /** Only the owner can read what is in here. */
    public Path secrets() {
        Path secrets = folder(root.resolve("secrets"));
        try {
            Files.setPosixFilePermissions(secrets, OWNER_ONLY);
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(secrets + " cannot be protected", e);
        }
    }

    /** Deletes what a stack put here, and nothing that somebody else did. */
    public void delete() {
        List.of("data", "logs", "run", "conf", "secrets", "tmp", "programs")
                .forEach(folder -> FileTree.delete(root.resolve(folder)));
        try (Stream<Path> others = Files.list(root)) {
            if (others.findAny().isEmpty()) {
                Files.delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be deleted", e);
        }
    }

    private Path folder(Path path) {
        try {
            createRoot();
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be created", e);
        }
    }
}
