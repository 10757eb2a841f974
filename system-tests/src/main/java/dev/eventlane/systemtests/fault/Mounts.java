package dev.eventlane.systemtests.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Disks that are full or read-only, where this process may mount: in a mount namespace of its own, so that whatever becomes of it,
 * nothing stays mounted. {@code ./eventlane chaos} gives it one where the system lets it.
 */
public final class Mounts {
    private Mounts() {}

    /** Whether this process may mount, and nobody else sees it. */
    public static boolean arePrivate() {
        return Boolean.getBoolean("eventlane.chaos.private-mounts");
    }

    /** Puts a small disk of its own there. */
    public static void smallDisk(Path folder, int mebibytes) {
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    }

    /** Makes what is there read-only. */
    static void readOnly(Path folder) {
        run("mount", "--bind", folder.toString(), folder.toString());
        run("mount", "-o", "remount,bind,ro", folder.toString());
    }

    /** Undoes the last; whoever has a file open there keeps it. */
    public static void undo(Path folder) {
        run("umount", "--lazy", folder.toString());
    }

    private static void run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
