package dev.eventlane.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.SubmittedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkStorageTest {
    @TempDir
    Path root;

    @Test
    void without_files_there_is_nothing_to_go_on_from() {
        FlinkStorage storage = new FlinkStorage(root.resolve("missing"));

        assertThat(storage.newestSnapshot()).isEmpty();
        assertThat(storage.remembersJob()).isFalse();
    }

    @Test
    void the_newest_complete_snapshot_wins_whatever_its_kind() throws Exception {
        metadata("savepoints/savepoint-1", 100);
        metadata("checkpoints/job/chk-7", 200);
        Path newest = metadata("checkpoints/other/chk-3", 300);
        Files.createDirectories(root.resolve("checkpoints/other/chk-4"));

        assertThat(new FlinkStorage(root).newestSnapshot()).contains(newest);

        Path savepoint = metadata("savepoints/savepoint-2", 400);
        assertThat(new FlinkStorage(root).newestSnapshot()).contains(savepoint);
    }

    @Test
    void a_registered_plan_is_a_job_that_comes_back() throws Exception {
        Path cluster = Files.createDirectories(root.resolve("ha/eventlane"));
        Files.createFile(cluster.resolve("completedCheckpoint12"));
        assertThat(new FlinkStorage(root).remembersJob()).isFalse();

        Files.createFile(cluster.resolve("submittedExecutionPlan632a45e008f7"));
        assertThat(new FlinkStorage(root).remembersJob()).isTrue();
    }

    @Test
    void a_job_that_is_not_the_one_submitted_last_is_another_one() throws Exception {
        FlinkStorage storage = new FlinkStorage(root);
        Path jar = Files.writeString(root.resolve("job.jar"), "program");
        JobProgram program = new JobProgram(jar, List.of("--a=1"), 1);
        JobProgram other = new JobProgram(jar, List.of("--a=2"), 1);
        SubmittedJob job = SubmittedJob.of(program, Optional.of(root));
        storage.submitting(job);
        assertThat(storage.submitted()).contains(job);
        assertThat(storage.remembersOtherJobThan(other)).isFalse();

        Files.createFile(Files.createDirectories(root.resolve("ha/eventlane")).resolve("submittedExecutionPlan6"));
        assertThat(storage.remembersOtherJobThan(program)).isFalse();
        assertThat(storage.remembersOtherJobThan(other)).isTrue();

        Files.writeString(root.resolve("submitted-job"), "of an older release");
        assertThat(storage.remembersOtherJobThan(program)).isTrue();

        storage.forgetJob();
        assertThat(storage.remembersJob()).isFalse();
    }

    @Test
    void after_a_savepoint_the_newest_two_are_kept_and_checkpoints_are_not() throws Exception {
        Path oldest = metadata("savepoints/savepoint-1", 100);
        Path previous = metadata("savepoints/savepoint-2", 200);
        Path last = metadata("savepoints/savepoint-3", 300);
        Path checkpoint = metadata("checkpoints/job/chk-7", 250);
        FlinkStorage storage = new FlinkStorage(root);

        assertThat(storage.deleteObsolete(last)).isEqualTo(1);

        assertThat(oldest).doesNotExist();
        assertThat(checkpoint.getParent()).doesNotExist();
        assertThat(root.resolve("checkpoints")).exists();
        assertThat(previous).exists();
        assertThat(storage.newestSnapshot()).contains(last);
    }

    @Test
    void beside_a_job_that_runs_the_newest_two_are_kept_and_the_one_that_it_went_on_from() throws Exception {
        Path from = metadata("savepoints/savepoint-1", 100);
        Path obsolete = metadata("savepoints/savepoint-2", 200);
        Path previous = metadata("savepoints/savepoint-3", 300);
        Path last = metadata("savepoints/savepoint-4", 400);
        Path checkpoint = metadata("checkpoints/job/chk-7", 250);
        JobProgram program = new JobProgram(Files.writeString(root.resolve("job.jar"), "program"), List.of(), 1);

        assertThat(new FlinkStorage(root).deleteOldSavepoints(SubmittedJob.of(program, Optional.of(from))))
                .isEqualTo(1);

        assertThat(obsolete).doesNotExist();
        assertThat(List.of(from, previous, last, checkpoint)).allMatch(Files::exists);
    }

    @Test
    void a_note_that_was_cut_short_leaves_the_one_before_it() throws Exception {
        FlinkStorage storage = new FlinkStorage(root);
        JobProgram program = new JobProgram(Files.writeString(root.resolve("job.jar"), "program"), List.of(), 1);
        SubmittedJob job = SubmittedJob.of(program, Optional.empty());
        storage.submitting(job);
        Path noted = root.resolve("submitted-job");
        Path hardLink = Files.createLink(root.resolve("second-name"), noted);

        storage.submitting(SubmittedJob.of(program, Optional.of(root)));

        assertThat(hardLink).as("not written in place").hasContent(new ObjectMapper().writeValueAsString(job));
        assertThat(storage.submitted()).map(SubmittedJob::snapshot).contains(root);
    }

    @Test
    void nothing_is_deleted_when_the_savepoint_is_not_there_or_the_job_may_come_back() throws Exception {
        Path oldest = metadata("savepoints/savepoint-1", 100);
        metadata("savepoints/savepoint-2", 200);
        Path last = metadata("savepoints/savepoint-3", 300);
        Path checkpoint = metadata("checkpoints/job/chk-7", 250);
        FlinkStorage storage = new FlinkStorage(root);

        assertThat(storage.deleteObsolete(root.resolve("savepoints/savepoint-4")))
                .isZero();
        Files.createFile(Files.createDirectories(root.resolve("ha/eventlane")).resolve("submittedExecutionPlan6"));
        assertThat(storage.deleteObsolete(last)).isZero();

        assertThat(oldest).exists();
        assertThat(checkpoint).exists();
    }

    private Path metadata(String folder, long second) throws IOException {
        Path snapshot = Files.createDirectories(root.resolve(folder));
        Path file = Files.createFile(snapshot.resolve("_metadata"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
        return snapshot;
    }
}
