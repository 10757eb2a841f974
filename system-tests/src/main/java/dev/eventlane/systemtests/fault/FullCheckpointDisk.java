package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ModelledStack;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No space is left where the checkpoints go, on a disk of their own. */
final class FullCheckpointDisk implements Fault {
    private static final Logger LOG = LoggerFactory.getLogger(FullCheckpointDisk.class);
    private static final int BLOCK = 1 << 12;

    @Override
    public String title() {
        return "checkpoint disk full";
    }

    @Override
    public void strike(ModelledStack stack) {
        Path filler = UnwritableCheckpoints.checkpoints(stack).resolve("filler");
        int failed = stack.flink().failedCheckpoints();
        try {
            fill(filler);
            UnwritableCheckpoints.awaitFailures(stack, failed);
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.getFileStore(filler).getUsableSpace() >= BLOCK) {
                throw e;
            }
            LOG.info("the checkpoints' disk is full: {}", e.getMessage());
        }
    }
}
