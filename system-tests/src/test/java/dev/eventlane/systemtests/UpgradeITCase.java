package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.flink.FlinkRest;
import dev.eventlane.localstack.flink.JobState;
import dev.eventlane.localstack.flink.UpgradeOutcome;
import dev.eventlane.localstack.flink.UpgradeOutcome.NotStopped;
import dev.eventlane.localstack.flink.UpgradeOutcome.Upgraded;
import dev.eventlane.localstack.flink.UpgradeOutcome.WentBack;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.ProgramCopy;
import dev.eventlane.systemtests.model.Load;
import dev.eventlane.systemtests.model.LoadPlan;
import dev.eventlane.systemtests.model.Promises;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job is replaced under load: no request is refused, and every row and every answer is what the oracle says. */
@Timeout(600)
class UpgradeITCase {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int OPERATIONS_BETWEEN = 300;

    @TempDir
    static Path folder;

    private static ModelledStack modelled;
    private static LocalStack stack;
    private static Promises promises = new Promises();

    private final long seed =
            Long.getLong("model.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @BeforeAll
    static void start() {
        modelled = ModelledStack.start(folder, Progress.silent());
        stack = modelled.stack();
    }

    /** Every job that it ran would stay in its memory if one of its libraries held on to it; it would be full by now. */
    @AfterAll
    static void no_job_stayed_in_the_TaskManager() {
        try {
            assertThat(stack.process("taskmanager").restarts()).isZero();
        } finally {
            modelled.close();
        }
    }

    @Test
    void a_job_is_rescaled_and_upgraded_while_everything_goes_on_being_accepted() throws Exception {
        underLoad(load -> {
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(2)), 2);
            awaitMore(load);
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(1)), 1);
            awaitMore(load);
            assertUpgraded(stack.upgrade(stack.config()), 1);
        });
    }

    @Test
    void programs_that_differ_take_the_place_of_those_that_run() throws Exception {
        Home newer = ProgramCopy.of(Home.find(), new DataFolder(folder.resolve("newer")));
        for (String program : List.of("flink-job", "analytics-api", "http-ingest")) {
            try (FileSystem jar = FileSystems.newFileSystem(newer.program(program))) {
                Files.writeString(jar.getPath("newer"), "an entry that makes it another program");
            }
        }
        long ingest = stack.process("http-ingest").pid();
        long analytics = stack.process("analytics-api").pid();

        // Between the old front door and the new one, connections are refused: a careful client asks again.
        underLoad(Refusals.ALLOWED, load -> {
            assertUpgraded(stack.upgradeTo(newer), modelled.flink().parallelism());
            assertThat(stack.process("http-ingest").pid()).isNotEqualTo(ingest);
            assertThat(stack.process("analytics-api").pid()).isNotEqualTo(analytics);
            awaitMore(load);
            assertUpgraded(stack.upgradeTo(Home.find()), modelled.flink().parallelism());
        });
    }

    @Test
    void an_older_savepoint_leaves_every_event_exact() throws Exception {
        underLoad(load -> {
            Upgraded first = assertUpgraded(stack.upgrade(stack.config()), 1);
            awaitMore(load);
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(2)), 2);
            awaitMore(load);
            assertUpgraded(stack.startJobFrom(first.savepoint()), 2);
            awaitMore(load);
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(1)), 1);
        });
    }

    @Test
    void a_job_that_does_not_start_gives_way_to_the_one_before_it() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("_metadata"), "no savepoint");
        underLoad(load -> {
            int parallelism = modelled.flink().parallelism();

            UpgradeOutcome refused = stack.upgrade(stack.config().withJobSetting("BATCH_SIZE", "0"));
            assertThat(refused).isInstanceOf(WentBack.class);
            assertThat(refused.description()).contains("BATCH_SIZE is \"0\"");
            awaitMore(load);

            assertThat(stack.startJobFrom(broken)).isInstanceOf(WentBack.class);
            assertThat(modelled.flink().parallelism()).isEqualTo(parallelism);
            awaitMore(load);
        });
    }

    @Test
    void a_parallelism_that_the_cluster_has_no_room_for_changes_nothing() {
        String before = modelled.flink().jobId();

        UpgradeOutcome outcome = stack.upgrade(stack.config().withJobParallelism(5));

        assertThat(outcome).isEqualTo(new NotStopped("the cluster has 4 slots, too few for a parallelism of 5"));
        assertThat(modelled.flink().jobId()).isEqualTo(before);
    }

    @Test
    void the_new_job_is_the_one_that_comes_back_after_a_crash() throws Exception {
        underLoad(load -> {
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(2)), 2);
            String upgraded = modelled.flink().jobId();
            stack.process("jobmanager").kill();
            await().atMost(RECOVERY).ignoreExceptions().until(() -> modelled.flink()
                    .isRunning());

            assertThat(modelled.flink().jobId()).isEqualTo(upgraded);
            assertThat(modelled.flink().parallelism()).isEqualTo(2);
            assertUpgraded(stack.upgrade(stack.config().withJobParallelism(1)), 1);
        });
    }

    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(longs = {200, 1_500, 3_000})
    void a_JobManager_that_falls_in_the_midst_of_it_leaves_one_job(long delay) throws Exception {
        underLoad(load -> {
            CompletableFuture<UpgradeOutcome> upgrade =
                    CompletableFuture.supplyAsync(() -> stack.upgrade(stack.config()));
            // At whatever step that is: none of them may end with two jobs.
            CompletableFuture<Void> fall = CompletableFuture.runAsync(
                    stack.process("jobmanager")::kill, CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS));

            assertThat(upgrade.get()).isInstanceOfAny(Upgraded.class, NotStopped.class, WentBack.class);
            fall.get();
            await().atMost(RECOVERY).ignoreExceptions().until(() -> modelled.flink()
                    .isRunning());
            assertThat(new FlinkRest(stack.flinkUrl()).jobs())
                    .filteredOn(JobState::isLive)
                    .hasSize(1);
        });
    }

    private static Upgraded assertUpgraded(UpgradeOutcome outcome, int parallelism) {
        assertThat(outcome).isInstanceOf(Upgraded.class);
        assertThat(modelled.flink().parallelism()).isEqualTo(parallelism);
        return (Upgraded) outcome;
    }

    private static void awaitMore(Load load) {
        long before = load.accepted();
        await().atMost(BOUND).until(() -> load.accepted() > before + OPERATIONS_BETWEEN);
    }

    private void underLoad(Action action) throws Exception {
        underLoad(Refusals.NONE, action);
    }

    private void underLoad(Refusals refusals, Action action) throws Exception {
        Instant since = modelled.verification().newest();
        promises = new Promises(promises);
        try (Load load = Load.start(stack.baseUrl(), LoadPlan.steady(seed), promises)) {
            awaitMore(load);
            action.run(load);
            awaitMore(load);
            load.stop();

            if (refusals == Refusals.NONE) {
                assertThat(load.retries())
                        .as("run it again with -Dmodel.seed=%d", seed)
                        .isZero();
            }
            assertThat(modelled.verification().await(promises, since, load.conversations(), BOUND))
                    .as("run it again with -Dmodel.seed=%d", seed)
                    .isEmpty();
        }
    }

    private enum Refusals {
        NONE,
        ALLOWED
    }

    @FunctionalInterface
    private interface Action {
        void run(Load load) throws Exception;
    }
}
