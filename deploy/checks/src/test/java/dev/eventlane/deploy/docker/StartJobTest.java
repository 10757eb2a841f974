package dev.eventlane.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.deploy.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start-job.sh}, before a Flink that only says how it was started. */
class StartJobTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String JOB = "--job-classname dev.eventlane.job.EventlaneJob";

    @TempDir
    private Path folder;

    private Path storage;

    @BeforeEach
    void aFlink() throws IOException {
        storage = Files.createDirectory(folder.resolve("storage"));
        Path program = folder.resolve("flink/bin/standalone-job.sh");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/usr/bin/env bash\necho \"started $*\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void without_a_snapshot_the_job_starts_from_the_beginning() throws Exception {
        assertThat(start())
                .isEqualTo("there is no snapshot in " + storage + ": the job reads the topic from its beginning\n"
                        + "started start-foreground " + JOB + "\n");
    }

    @Test
    void the_newest_complete_checkpoint_is_taken_and_its_predecessors_go() throws Exception {
        snapshot("checkpoints/a/chk-900", NOW.minusSeconds(20));
        snapshot("savepoints/savepoint-1", NOW.minusSeconds(10));
        snapshot("checkpoints/b/chk-7", NOW.minusSeconds(2));
        snapshot("checkpoints/b/chk-10", NOW.minusSeconds(1));
        Files.createDirectories(storage.resolve("checkpoints/b/chk-11"));

        assertThat(start()).isEqualTo(startedFrom("checkpoints/b/chk-10"));
        assertThat(storage.resolve("checkpoints")).isDirectoryNotContaining("glob:**/a");
        assertThat(storage.resolve("checkpoints/b/chk-7/_metadata")).exists();
        assertThat(storage.resolve("savepoints/savepoint-1/_metadata")).exists();
    }

    @Test
    void a_savepoint_that_is_newer_than_every_checkpoint_is_taken() throws Exception {
        snapshot("checkpoints/a/chk-900", NOW.minusSeconds(20));
        snapshot("savepoints/savepoint-1", NOW.minusSeconds(30));
        snapshot("savepoints/savepoint-2", NOW.minusSeconds(10));

        assertThat(start()).isEqualTo(startedFrom("savepoints/savepoint-2"));
        assertThat(storage.resolve("checkpoints")).isEmptyDirectory();
    }

    private String startedFrom(String snapshot) {
        return "the job goes on from " + storage.resolve(snapshot) + "\nstarted start-foreground " + JOB
                + " --fromSavepoint file://" + storage.resolve(snapshot) + "\n";
    }

    private void snapshot(String path, Instant completed) throws IOException {
        Path metadata = storage.resolve(path).resolve("_metadata");
        Files.createDirectories(metadata.getParent());
        Files.createFile(metadata);
        Files.setLastModifiedTime(metadata, FileTime.from(completed));
    }

    private String start() throws Exception {
        ProcessBuilder script = new ProcessBuilder(
                "bash", Repository.path("deploy/docker/flink/start-job.sh").toString());
        script.environment().put("FLINK_HOME", folder.resolve("flink").toString());
        script.environment().put("FLINK_STORAGE", storage.toString());
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
