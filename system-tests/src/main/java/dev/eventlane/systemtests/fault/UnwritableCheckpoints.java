package dev.eventlane.systemtests.fault;

import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.systemtests.ModelledStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file stands where the folder of the checkpoints was: whatever is written below it fails. Needs no right at all. */
final class UnwritableCheckpoints implements Fault {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int FAILURES = 3;

    @Override
    public String title() {
        return "checkpoint folder unwritable";
    }

    @Override
    public void strike(ModelledStack stack) {
        Path folder = checkpoints(stack);
        Path away = folder.resolveSibling("checkpoints-away");
        int failed = stack.flink().failedCheckpoints();
        try {
            Files.move(folder, away);
            Files.createFile(folder);
            awaitFailures(stack, failed);
            Files.delete(folder);
            Files.move(away, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when some more checkpoints failed. */
    static void awaitFailures(ModelledStack stack, int before) {
        await("checkpoints fail")
                .atMost(BOUND)
                .ignoreExceptions()
                .until(() -> stack.flink().failedCheckpoints() >= before + FAILURES);
    }

    static Path checkpoints(ModelledStack stack) {
        return new DataFolder(stack.stack().config().dataFolder()).data("flink").resolve("checkpoints");
    }
}
