package dev.eventlane.localstack.supervise;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file in which a supervisor says what runs. Whoever reads it sees one state or the next, never half of one.
 *
 * @param path the file
 */
public record StateFile(Path path) {
    /** A newer release may have written more into it, and an older one be asked to go on. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    public static StateFile in(DataFolder folder) {
        return new StateFile(folder.run().resolve("state.json"));
    }

    /** The last state; empty when there never was one. */
    public Optional<StackState> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(path.toFile(), StackState.class));
        } catch (IOException e) {
            throw new LocalStackException(
                    "%s cannot be read (%s); if no process of the stack runs any more, delete it"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    public void write(StackState state) {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            WRITER.writeValue(next.toFile(), state);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(path, e.getMessage()), e);
        }
    }
}
