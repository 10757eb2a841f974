package dev.eventlane.localstack.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a JobManager notes of jobs that have ended, for the one that comes after it.
 *
 * @param folder where it does so
 */
record JobResults(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(JobResults.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A job that was not tidied up after yet. */
    private static final String OPEN = "_DIRTY.json";

    /**
     * Deletes what no JobManager can start with. Of a job that ended before it was begun, as one whose savepoint cannot be read,
     * Flink 2.3 notes no application, and ends at every later start because there is none. Only while it does not run.
     */
    void deleteWithoutApplication() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> open =
                    files.filter(file -> file.toString().endsWith(OPEN)).toList();
            for (Path file : open) {
                if (!MAPPER.readTree(file.toFile()).path("result").hasNonNull("application-id")) {
                    Files.delete(file);
                    LOG.info("deleted {}: with it, the JobManager would not start", file);
                }
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
