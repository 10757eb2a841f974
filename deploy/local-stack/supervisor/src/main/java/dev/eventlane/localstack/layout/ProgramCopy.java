package dev.eventlane.localstack.layout;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs that a stack runs, as they were when it was started: a build beside it takes nothing away from under its
 * processes, and an upgrade that fails has something to go back to. Equal programs have one copy, named by their fingerprint.
 */
public final class ProgramCopy {
    private static final int NAME_CHARACTERS = 12;

    /**
     * What others made: its name tells which one it is, and no build writes other bytes under that name, so a second name for
     * the file does. Our own libraries bear a version too, and each build may change what is in them.
     */
    private static final Pattern LIBRARY =
            Pattern.compile("(?!(event-core|http-core)-)(?!.*-SNAPSHOT).*-\\d.*\\.jar|.*\\.so|.*\\.dylib");

    private ProgramCopy() {}

    /**
     * The copy of what is built now; made if it is not there.
     *
     * @throws LocalStackException if something is not built, or cannot be copied
     */
    public static Home of(Home built, DataFolder folder) {
        List<Path> files = files(built);
        Path copy = folder.programs().resolve(fingerprint(built.root(), files));
        if (!Files.exists(copy)) {
            Path next = copy.resolveSibling(
                    copy.getFileName() + "." + ProcessHandle.current().pid());
            FileTree.delete(next);
            files.forEach(file -> copy(file, next.resolve(built.root().relativize(file))));
            moveUnlessThere(next, copy);
        }
        return new Home(copy);
    }

    /** Deletes the copies that nothing runs from; the one that this program itself runs from stays too. */
    public static void deleteAllBut(Set<Home> used, DataFolder folder) {
        Path own = ownClasses();
        try (Stream<Path> copies = Files.list(folder.programs())) {
            copies.filter(copy -> !used.contains(new Home(copy)) && !own.startsWith(copy))
                    .toList()
                    .forEach(FileTree::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(folder.programs() + " cannot be read", e);
        }
    }

    /**
     * Tells whether one of the programs, such as {@code http-ingest}, is the same in both.
     *
     * @throws LocalStackException if it is not there in one of them
     */
    public static boolean isSame(String program, Home one, Home other) {
        return fingerprint(one.root(), regularFiles(one.program(program).getParent()))
                .equals(fingerprint(
                        other.root(), regularFiles(other.program(program).getParent())));
    }

    private static Path ownClasses() {
        CodeSource source = ProgramCopy.class.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString()));
    }

    private static List<Path> files(Home built) {
        return built.artifacts().stream()
                .flatMap(artifact -> regularFiles(artifact).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Path> regularFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be read", e);
        }
    }

    private static boolean isLibrary(Path file) {
        return LIBRARY.matcher(file.getFileName().toString()).matches();
    }

    private static String fingerprint(Path root, List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                if (!isLibrary(file)) {
                    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException("the programs under " + root + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void copy(Path file, Path to) {
        try {
            Files.createDirectories(to.getParent());
            if (!isLibrary(file) || !isLinked(file, to)) {
                Files.copy(file, to);
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be copied to %s: %s".formatted(file, to, e.getMessage()), e);
        }
    }

    /** False where the file system has no second names, or the data lies on another one. */
    private static boolean isLinked(Path file, Path to) {
        try {
            Files.createLink(to, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void moveUnlessThere(Path next, Path copy) {
        try {
            Files.move(next, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another start was faster.
            FileTree.delete(next);
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be renamed to %s: %s".formatted(next, copy, e.getMessage()), e);
        }
    }
}
