package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.JobProgram;
import dev.eventlane.localstack.flink.SubmittedJob;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.service.FlinkStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobUpgradeTest {
    private static final Duration BOUND = Duration.ofSeconds(3);

    @TempDir
    Path root;

    private ScriptedJobManager jobManager;
    private FlinkStorage storage;
    private JobProgram older;
    private JobProgram newer;
    private Path savepoint;

    @BeforeEach
    void aJobThatRuns() throws Exception {
        jobManager = new ScriptedJobManager();
        storage = new FlinkStorage(root);
        older = new JobProgram(Files.writeString(root.resolve("older.jar"), "older"), List.of("--a=1"), 1);
        newer = new JobProgram(Files.writeString(root.resolve("newer.jar"), "newer"), List.of("--a=2"), 2);
        savepoint = snapshot("savepoints/savepoint-1");
        SubmittedJob running = SubmittedJob.of(older, Optional.empty());
        storage.submitting(running);
        jobManager.runs(running.id());
        jobManager.savepoint(savepoint);
    }

    @AfterEach
    void close() {
        jobManager.close();
    }

    @Test
    void the_new_job_goes_on_from_where_the_old_one_stopped() {
        UpgradeOutcome outcome = upgrade(Optional.empty());

        SubmittedJob job = storage.submitted().orElseThrow();
        assertThat(outcome).isEqualTo(new UpgradeOutcome.Upgraded(job, savepoint));
        assertThat(job.program()).isEqualTo(newer);
        assertThat(job.snapshot()).isEqualTo(savepoint);
        assertThat(jobManager.liveJobs()).containsExactly(job.id());
    }

    @Test
    void an_older_savepoint_is_gone_on_from_when_it_is_asked_for() throws Exception {
        Path old = snapshot("savepoints/savepoint-0");

        assertThat(upgrade(Optional.of(old))).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(storage.submitted().orElseThrow().snapshot()).isEqualTo(old);
    }

    @Test
    void a_job_that_cannot_be_stopped_runs_on() {
        String before = storage.submitted().orElseThrow().id();
        jobManager.failsToStop("checkpoint expired");

        assertThat(upgrade(Optional.empty())).isEqualTo(new UpgradeOutcome.NotStopped("checkpoint expired"));
        assertThat(jobManager.liveJobs()).containsExactly(before);
        assertThat(storage.submitted().orElseThrow().program()).isEqualTo(older);
    }

    @Test
    void a_stop_that_was_taken_without_an_answer_is_waited_for_and_not_asked_for_twice() {
        jobManager.leavesStopsUnanswered(3);

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(jobManager.stops()).isEqualTo(1);
    }

    @Test
    void a_JobManager_that_does_not_answer_during_the_savepoint_has_not_given_it_up() {
        jobManager.leavesProgressUnanswered(3);

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(jobManager.liveJobs())
                .containsExactly(storage.submitted().orElseThrow().id());
    }

    @Test
    void a_job_that_fails_again_and_again_gives_way_to_the_one_before_it() {
        jobManager.failsAtItsStart("newer.jar", "java.io.IOException: state cannot be read");

        UpgradeOutcome outcome = upgrade(Optional.empty());

        SubmittedJob job = storage.submitted().orElseThrow();
        assertThat(outcome)
                .isEqualTo(new UpgradeOutcome.WentBack(
                        "the job fails again and again: java.io.IOException: state cannot be read", savepoint));
        assertThat(job.program()).isEqualTo(older);
        assertThat(job.snapshot()).isEqualTo(savepoint);
        assertThat(jobManager.liveJobs()).containsExactly(job.id());
    }

    @Test
    void a_job_that_ends_before_it_is_cancelled_gives_way_as_well() {
        jobManager.failsAtItsStart("newer.jar", "java.io.IOException: no");
        jobManager.endsJobBeforeItIsCancelled();

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.WentBack.class);
        SubmittedJob job = storage.submitted().orElseThrow();
        assertThat(job.program()).isEqualTo(older);
        assertThat(jobManager.liveJobs()).containsExactly(job.id());
    }

    @Test
    void checkpoints_of_a_job_that_failed_are_never_gone_on_from() throws Exception {
        jobManager.failsAtItsStart("newer.jar", "java.io.IOException: no");
        jobManager.onRun(id -> snapshot("checkpoints/" + id + "/chk-1"));
        upgrade(Optional.empty());

        String job = storage.submitted().orElseThrow().id();
        assertThat(root.resolve("checkpoints")).isDirectoryContaining(path -> path.endsWith(job));
        try (var checkpoints = Files.list(root.resolve("checkpoints"))) {
            assertThat(checkpoints).hasSize(1);
        }
    }

    @Test
    void a_job_that_cannot_be_stopped_because_it_fails_again_and_again_is_replaced_from_its_newest_checkpoint()
            throws Exception {
        String failing = storage.submitted().orElseThrow().id();
        Path checkpoint = snapshot("checkpoints/" + failing + "/chk-1");
        Files.setLastModifiedTime(savepoint.resolve("_metadata"), FileTime.fromMillis(0));
        jobManager.failsAgainAndAgain(failing, "java.io.IOException: no");

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
        SubmittedJob job = storage.submitted().orElseThrow();
        assertThat(job.program()).isEqualTo(newer);
        assertThat(job.snapshot()).isEqualTo(checkpoint);
        assertThat(jobManager.liveJobs()).containsExactly(job.id());
        assertThat(jobManager.stops()).isZero();
    }

    @Test
    void an_upgrade_after_one_that_was_cut_short_goes_on_from_its_savepoint_and_back_to_the_program_before_both()
            throws Exception {
        SubmittedJob works = storage.submitted().orElseThrow();
        JobProgram broken = new JobProgram(Files.writeString(root.resolve("broken.jar"), "broken"), List.of(), 1);
        SubmittedJob cutShort = SubmittedJob.of(broken, Optional.of(savepoint));
        storage.replacing(works);
        storage.submitting(cutShort);
        snapshot("checkpoints/" + cutShort.id() + "/chk-1");
        jobManager.hasNoJob();
        jobManager.runs(cutShort.id());
        jobManager.failsAgainAndAgain(cutShort.id(), "java.io.IOException: no");
        jobManager.failsAtItsStart("newer.jar", "java.io.IOException: neither");

        assertThat(upgrade(Optional.empty()))
                .isEqualTo(new UpgradeOutcome.WentBack(
                        "the job fails again and again: java.io.IOException: neither", savepoint));

        SubmittedJob job = storage.submitted().orElseThrow();
        assertThat(job.program()).isEqualTo(works.program());
        assertThat(job.snapshot()).isEqualTo(savepoint);
        assertThat(jobManager.liveJobs()).containsExactly(job.id());
        assertThat(storage.replaced()).isEmpty();
    }

    @Test
    void the_job_before_is_noted_until_the_new_one_is_confirmed() {
        SubmittedJob works = storage.submitted().orElseThrow();

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(storage.replaced()).contains(works);

        storage.confirm();
        assertThat(storage.replaced()).isEmpty();
    }

    @Test
    void without_the_program_before_it_there_is_no_way_back() throws Exception {
        Files.delete(older.jar());
        jobManager.failsAtItsStart("newer.jar", "java.io.IOException: no");

        assertThat(upgrade(Optional.empty()))
                .isEqualTo(new UpgradeOutcome.NoJob(
                        "the job fails again and again: java.io.IOException: no;"
                                + " the program before it is not there any more",
                        savepoint));
    }

    @Test
    void a_JobManager_that_falls_while_it_takes_the_job_is_not_given_a_second_one() {
        jobManager.fallsAfterTheNextRun();

        UpgradeOutcome outcome = upgrade(Optional.empty());

        assertThat(outcome).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(jobManager.liveJobs())
                .containsExactly(storage.submitted().orElseThrow().id());
        assertThat(jobManager.runs()).isEqualTo(1);
    }

    @Test
    void a_job_that_an_upgrade_before_had_stopped_goes_on_from_its_savepoint() {
        jobManager.hasNoJob();

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
        assertThat(storage.submitted().orElseThrow().snapshot()).isEqualTo(savepoint);
    }

    @Test
    void a_cluster_that_is_on_its_way_back_is_waited_for() {
        jobManager.hasNoSlotsAtFirst(3);

        assertThat(upgrade(Optional.empty())).isInstanceOf(UpgradeOutcome.Upgraded.class);
    }

    @Test
    void a_parallelism_without_room_stops_nothing() {
        newer = new JobProgram(newer.jar(), newer.arguments(), 5);
        String before = storage.submitted().orElseThrow().id();

        assertThat(upgrade(Optional.empty()))
                .isEqualTo(new UpgradeOutcome.NotStopped("the cluster has 4 slots, too few for a parallelism of 5"));
        assertThat(jobManager.liveJobs()).containsExactly(before);
    }

    private UpgradeOutcome upgrade(Optional<Path> from) {
        return new JobUpgrade(new FlinkRest(jobManager.address()), storage, line -> {}, BOUND).run(newer, from);
    }

    private Path snapshot(String path) throws IOException {
        Path snapshot = Files.createDirectories(root.resolve(path));
        Files.createFile(snapshot.resolve("_metadata"));
        return snapshot;
    }
}
