package dev.eventlane.job.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.config.Settings;
import dev.eventlane.job.EventlaneJob;
import dev.eventlane.job.JobConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Savepoints name operators by their uid and divide state by the largest parallelism: neither may ever change. */
class OperatorsTest {
    private final StreamGraph job = job();

    @Test
    void every_operator_has_its_uid() {
        Set<String> uids = new TreeSet<>();
        for (StreamNode operator : job.getStreamNodes()) {
            assertThat(operator.getTransformationUID())
                    .as("uid of " + operator.getOperatorName())
                    .isNotNull();
            uids.add(operator.getTransformationUID());
        }

        assertThat(uids).hasSameSizeAs(job.getStreamNodes());
        // Those of 0.1.0; a later release may have more.
        assertThat(uids)
                .contains(
                        "operations-source",
                        "record-router",
                        "event-lifecycle",
                        "clickhouse-sink",
                        "Sink Committer: clickhouse-sink",
                        "dead-letter-topic",
                        "dead-letter-table");
    }

    @Test
    void state_is_divided_as_ever() {
        assertThat(job.getStreamNodes()).allSatisfy(operator -> assertThat(operator.getMaxParallelism())
                .as("largest parallelism of " + operator.getOperatorName())
                .isEqualTo(128));
    }

    private static StreamGraph job() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        EventlaneJob.define(environment, JobConfig.from(Settings.of(Map.of())));
        return environment.getStreamGraph();
    }
}
