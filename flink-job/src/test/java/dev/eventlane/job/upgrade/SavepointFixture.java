package dev.eventlane.job.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A savepoint, the records that it was made of, and what must come of it. All of it lies in one folder, see the README beside
 * them.
 *
 * @param folder named after the release that wrote the savepoint
 */
record SavepointFixture(Path folder) {
    private static final Path RELEASES = Path.of("src", "test", "resources", "savepoints");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of every release that has one. */
    static List<SavepointFixture> ofAllReleases() {
        try (Stream<Path> folders = Files.list(RELEASES)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(SavepointFixture::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SavepointFixture ofRelease(String release) {
        return new SavepointFixture(RELEASES.resolve(release));
    }

    /** Where Flink finds the savepoint. */
    String savepoint() {
        return folder.toUri().toString();
    }

    /** Whose rows were inserted before the savepoint was taken: of these events only the state tells. */
    List<KafkaRecord> committed() {
        return records("records-committed.jsonl");
    }

    /** Whose rows are part of the savepoint, as batches that are not inserted yet. */
    List<KafkaRecord> pending() {
        return records("records-pending.jsonl");
    }

    /** What comes after the savepoint. */
    List<KafkaRecord> later() {
        return records("records-later.jsonl");
    }

    /** The newest rows, tombstones too, once the job was started from the savepoint. */
    List<JsonNode> restoredRows() {
        return lines("rows-restored.jsonl");
    }

    /** The newest rows after {@link #later()}. */
    List<JsonNode> finalRows() {
        return lines("rows-final.jsonl");
    }

    /** What {@link #later()} leads to in the topic of dead letters, by reason. */
    List<JsonNode> deadLetters() {
        return lines("dead-letters.jsonl");
    }

    private List<KafkaRecord> records(String file) {
        return lines(file).stream().map(KafkaRecord::of).toList();
    }

    private List<JsonNode> lines(String file) {
        try {
            List<JsonNode> nodes = new ArrayList<>();
            for (String line : Files.readAllLines(folder.resolve(file))) {
                nodes.add(JSON.readTree(line));
            }
            return nodes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
