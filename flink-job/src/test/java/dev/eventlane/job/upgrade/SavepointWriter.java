package dev.eventlane.job.upgrade;

import static org.awaitility.Awaitility.await;

import dev.eventlane.job.EventlaneJob;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Takes the savepoint of a fixture with the job as it is now. The job runs on: what it was about to insert is in the savepoint,
 * which would be empty of it if the job were stopped.
 */
final class SavepointWriter {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final int PARALLELISM = 2;

    /** State smaller than this lies in the one file of metadata; the most that Flink allows. */
    private static final MemorySize INLINE = MemorySize.ofMebiBytes(1);

    /** Savepoints name where they were written; that should not be somebody's folder. */
    private static final Path SCRATCH = Path.of("/tmp", "eventlane-savepoints");

    private final Servers servers;
    private final MiniCluster flink;
    private final InMemoryReporter metrics;

    SavepointWriter(Servers servers, MiniCluster flink, InMemoryReporter metrics) {
        this.servers = servers;
        this.flink = flink;
        this.metrics = metrics;
    }

    /** Runs the job on the fixture's records and puts the savepoint into this folder. */
    void write(SavepointFixture fixture, Path into) throws Exception {
        List<KafkaRecord> committed = fixture.committed();
        List<KafkaRecord> pending = fixture.pending();
        JobClient job = start();
        try {
            servers.write(committed);
            awaitOperations(job.getJobID(), operations(committed));
            flink.triggerCheckpoint(job.getJobID()).get(BOUND.toSeconds(), TimeUnit.SECONDS);
            servers.write(pending);
            awaitOperations(job.getJobID(), operations(committed) + operations(pending));
            String savepoint = job.triggerSavepoint(SCRATCH.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(BOUND.toSeconds(), TimeUnit.SECONDS);
            moveSingleFile(Path.of(URI.create(savepoint)), into);
        } finally {
            job.cancel().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private JobClient start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, INLINE);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(PARALLELISM);
        // No checkpoint but ours: the next one would insert what is to stay pending.
        EventlaneJob.define(environment, servers.config("1h"));
        return environment.executeAsync(EventlaneJob.NAME);
    }

    private void awaitOperations(JobID job, long count) {
        await().atMost(BOUND).until(() -> operationsRead(job) == count);
    }

    private long operationsRead(JobID job) {
        return metrics.findMetrics(job, "\\.event life cycle\\.\\d+\\.numRecordsIn$").values().stream()
                .map(Metric.class::cast)
                .mapToLong(metric -> ((Counter) metric).getCount())
                .sum();
    }

    private static long operations(List<KafkaRecord> records) {
        return records.stream().filter(record -> record.value().startsWith("{")).count();
    }

    private static void moveSingleFile(Path savepoint, Path into) throws Exception {
        try (var files = Files.list(savepoint)) {
            List<String> names =
                    files.map(Path::getFileName).map(Path::toString).sorted().toList();
            if (!names.equals(List.of("_metadata"))) {
                throw new IllegalStateException("the savepoint has more files than _metadata: " + names);
            }
        }
        Files.createDirectories(into);
        Files.move(savepoint.resolve("_metadata"), into.resolve("_metadata"), StandardCopyOption.REPLACE_EXISTING);
    }
}
