package dev.eventlane.job.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.job.EventlaneJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After an outage the job reads records that are older than anything may wait: the time that counts is theirs. */
@Timeout(120)
class BacklogITCase {
    private static final int PARTITIONS = 3;
    private static final long QUIET_AFTER_MILLIS = 4_000;
    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final long START = 1_774_612_800_000L;
    private static final String EVENT = "0195d6a0-0000-7000-8000-000000000001";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Servers SERVERS = new Servers();

    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARTITIONS + 1)
            .build());

    private final long[] offsets = new long[PARTITIONS];
    private long written;

    /** One subtask with all partitions; more subtasks than partitions. */
    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, PARTITIONS + 1})
    void what_waits_does_not_expire_while_its_create_lies_unread(int parallelism) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        EventlaneJob.define(environment, SERVERS.config("200ms", QUIET_AFTER_MILLIS + "ms"));
        SERVERS.write(List.of(operation(0, "update", EVENT, "{\"latency\":5.0}")));
        JobClient job = environment.executeAsync(EventlaneJob.NAME);
        try {
            // No partition is quiet; the job reads for longer than one may be.
            long end = System.nanoTime()
                    + Duration.ofMillis(3 * QUIET_AFTER_MILLIS).toNanos();
            await().atMost(BOUND).pollInterval(Duration.ofMillis(200)).until(() -> {
                SERVERS.write(ticks());
                return System.nanoTime() > end;
            });
            SERVERS.write(List.of(operation(
                    0,
                    "create",
                    EVENT,
                    "{\"conversation_id\":\"c\",\"created_at\":\"2026-03-27T12:00:00.000Z\",\"event_name\":\"n\"}")));

            JsonNode expected = JSON.createObjectNode().put("id", EVENT).put("latency", 5);
            await().atMost(BOUND).untilAsserted(() -> assertThat(SERVERS.newestEvents(List.of(expected)))
                    .contains(expected));
            assertThat(SERVERS.deadLetters()).isEmpty();
        } finally {
            job.cancel().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<KafkaRecord> ticks() {
        List<KafkaRecord> ticks = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            ticks.add(operation(
                    partition,
                    "create",
                    "0195d6a0-0000-7000-9000-%012d".formatted(written),
                    "{\"conversation_id\":\"t\",\"created_at\":\"2026-03-27T12:00:00.000Z\",\"event_name\":\"tick\"}"));
        }
        return ticks;
    }

    private KafkaRecord operation(int partition, String operation, String event, String data) {
        long timestamp = START + written++;
        String value =
                "{\"operation\":\"%s\",\"operation_id\":\"0195d6a0-0000-7000-a000-%012d\",\"project_id\":\"default\","
                                .formatted(operation, written)
                        + "\"event_id\":\"%s\",\"timestamp\":\"2026-03-27T12:00:00.000Z\",\"data\":%s}"
                                .formatted(event, data);
        return new KafkaRecord(operation, partition, offsets[partition]++, timestamp, "default/" + event, value);
    }
}
