package dev.eventlane.systemtests.fault;

import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.systemtests.ModelledStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings of the user that writes become others: the server reads its users' file again by itself.
 *
 * @param settings as they stand in the file
 */
record WriterProfile(String settings) implements RefusedInserts.Refusal {
    private static final String PROFILE = "<admin>";

    @Override
    public void begin(ModelledStack stack) {
        String users = read(stack);
        // The first one is the profile, the second the user.
        int profile = users.indexOf(PROFILE) + PROFILE.length();
        int end = users.indexOf("</admin>");
        write(stack, users.substring(0, profile) + settings + users.substring(end));
    }

    @Override
    public void end(ModelledStack stack) {
        String users = read(stack);
        int profile = users.indexOf(PROFILE) + PROFILE.length();
        int end = users.indexOf("</admin>");
        write(stack, users.substring(0, profile) + "<log_queries>1</log_queries>" + users.substring(end));
    }

    private static String read(ModelledStack stack) {
        try {
            return Files.readString(file(stack));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ModelledStack stack, String users) {
        try {
            Files.writeString(file(stack), users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(ModelledStack stack) {
        return new DataFolder(stack.stack().config().dataFolder())
                .configuration("clickhouse")
                .resolve("users.xml");
    }
}
