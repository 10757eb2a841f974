package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to start, watch and stop the processes of a data folder: one holds it at a time, in whatever process. The
 * system takes it back when the holder ends, however it does.
 */
public final class StackLock implements AutoCloseable {
    /** Of this JVM. They are asked first: to close a second channel of a file would let go of the lock on the first. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StackLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes it, without waiting.
     *
     * @throws LocalStackException if another one holds it
     */
    public static StackLock take(DataFolder folder) {
        Path file = folder.run().resolve("supervisor.lock");
        if (!HELD.add(file)) {
            throw taken(file, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new StackLock(file, locked(file));
        } catch (IOException e) {
            HELD.remove(file);
            throw new LocalStackException("%s cannot be locked: %s".formatted(file, e.getMessage()), e);
        } catch (LocalStackException e) {
            HELD.remove(file);
            throw e;
        }
    }

    boolean isHeld() {
        return channel.isOpen();
    }

    /** Lets go of it; nothing happens when that was done before. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(file);
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be unlocked: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(file, Files.readString(file));
            }
            byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(holder));
            return channel;
        } catch (IOException | LocalStackException e) {
            channel.close();
            throw e;
        }
    }

    private static LocalStackException taken(Path file, String holder) {
        return new LocalStackException(
                """
                process %d leaves this stack alone: another start or stop of it is under way, or it runs already (process %s \
                holds %s); './eventlane status' tells what runs"""
                        .formatted(ProcessHandle.current().pid(), holder, file));
    }
}
