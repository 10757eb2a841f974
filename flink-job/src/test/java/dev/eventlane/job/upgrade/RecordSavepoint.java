package dev.eventlane.job.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Writes the savepoint of the release that is about to be made into its fixture; no part of a build, for released savepoints are
 * never written again. The README beside the fixtures says how it is run.
 */
class RecordSavepoint {
    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final Servers SERVERS = new Servers();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @Test
    @EnabledIfSystemProperty(named = "savepoint.release", matches = ".+")
    void record(@InjectMiniCluster MiniCluster flink) throws Exception {
        SavepointFixture fixture = SavepointFixture.ofRelease(System.getProperty("savepoint.release"));
        assertThat(Files.exists(fixture.folder().resolve("_metadata")))
                .as("a released savepoint is never written again: remove it first if this release is not out yet")
                .isFalse();

        new SavepointWriter(SERVERS, flink, METRICS).write(fixture, fixture.folder());
    }
}
