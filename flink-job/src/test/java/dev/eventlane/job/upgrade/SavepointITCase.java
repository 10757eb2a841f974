package dev.eventlane.job.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.job.EventlaneJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The job as it is now goes on from savepoints of every released one: with its state, its offsets, its batches, its timers. */
@Timeout(180)
class SavepointITCase {
    /** As many as the topic has partitions, and more than the savepoints were written with. */
    private static final int MANY = 3;

    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final Servers SERVERS = new Servers();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(MANY)
            .build());

    static Stream<Arguments> releases() {
        return SavepointFixture.ofAllReleases().stream()
                .flatMap(release -> Stream.of(1, MANY).map(parallelism -> Arguments.of(release, parallelism)));
    }

    @ParameterizedTest(name = "{0}, at parallelism {1}")
    @MethodSource("releases")
    void a_released_jobs_savepoint_is_gone_on_from(SavepointFixture release, int parallelism) throws Exception {
        goesOnFrom(release, release.savepoint(), parallelism, job -> {});
    }

    @Test
    void a_later_job_may_have_more_operators() throws Exception {
        SavepointFixture release = SavepointFixture.ofRelease("0.1.0");

        goesOnFrom(release, release.savepoint(), MANY, AddedOperator::addTo);
    }

    /** What the next release will find. */
    @Test
    void this_jobs_own_savepoint_is_gone_on_from(@InjectMiniCluster MiniCluster flink, @TempDir Path folder)
            throws Exception {
        List<SavepointFixture> releases = SavepointFixture.ofAllReleases();
        SavepointFixture newest = releases.get(releases.size() - 1);
        new SavepointWriter(SERVERS, flink, METRICS).write(newest, folder);
        SERVERS.reset();

        goesOnFrom(newest, folder.toUri().toString(), MANY, job -> {});
    }

    private static void goesOnFrom(
            SavepointFixture fixture, String savepoint, int parallelism, Consumer<StreamExecutionEnvironment> change)
            throws Exception {
        SERVERS.write(fixture.committed());
        SERVERS.write(fixture.pending());
        JobClient job = start(savepoint, parallelism, change);
        try {
            await().atMost(BOUND).untilAsserted(() -> assertThat(SERVERS.newestEvents(fixture.restoredRows()))
                    .isEqualTo(fixture.restoredRows()));

            SERVERS.write(fixture.later());

            await().atMost(BOUND).untilAsserted(() -> assertThat(SERVERS.newestEvents(fixture.finalRows()))
                    .isEqualTo(fixture.finalRows()));
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(SERVERS.deadLetters()).isEqualTo(fixture.deadLetters()));
        } finally {
            job.cancel().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static JobClient start(String savepoint, int parallelism, Consumer<StreamExecutionEnvironment> change)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        EventlaneJob.define(environment, SERVERS.config("200ms"));
        change.accept(environment);
        return environment.executeAsync(EventlaneJob.NAME);
    }
}
