package dev.eventlane.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {
    @TempDir
    Path root;

    @Test
    void only_what_a_JobManager_cannot_start_with_is_deleted() throws Exception {
        Path folder = Files.createDirectories(root.resolve("eventlane"));
        Path orphaned = Files.writeString(folder.resolve("1_DIRTY.json"), "{\"result\":{\"id\":\"1\"}}");
        Path whole = Files.writeString(
                folder.resolve("2_DIRTY.json"), "{\"result\":{\"id\":\"2\",\"application-id\":\"2\"}}");
        Path tidied = Files.writeString(folder.resolve("3.json"), "{\"result\":{\"id\":\"3\"}}");

        new JobResults(root).deleteWithoutApplication();

        assertThat(orphaned).doesNotExist();
        assertThat(whole).exists();
        assertThat(tidied).exists();
    }

    @Test
    void before_the_first_start_there_is_nothing() {
        new JobResults(root.resolve("missing")).deleteWithoutApplication();

        assertThat(root).isEmptyDirectory();
    }
}
