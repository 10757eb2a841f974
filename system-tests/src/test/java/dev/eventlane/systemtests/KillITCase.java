package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.localstack.StackProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever process is killed under load: what was answered 202 is there afterwards, once, in its last state. */
class KillITCase {
    private static final Duration BOUND = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(StackConfig.onRandomPorts(folder));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http-ingest", "analytics-api", "clickhouse", "kafka", "taskmanager", "jobmanager", "zookeeper"})
    void nothing_that_was_accepted_is_lost_or_doubled(String name) throws Exception {
        StackProcess victim = stack.process(name);
        int restarts = victim.restarts();
        Map<String, Map<String, Double>> accepted;
        try (AcceptedLoad load = AcceptedLoad.start(new Client(stack.baseUrl()), name)) {
            await().atMost(BOUND).until(() -> load.accepted() > 300);
            victim.kill();
            await().atMost(BOUND).until(() -> victim.restarts() > restarts && victim.isReady());
            int sofar = load.accepted();
            await().atMost(BOUND).until(() -> load.accepted() > sofar + 300);
            accepted = load.stop();
        }

        Client client = new Client(stack.baseUrl());
        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> assertThat(
                        AcceptedLoad.readBack(client, accepted.keySet()))
                .isEqualTo(accepted));
        await().atMost(BOUND).ignoreExceptions().until(() -> new FlinkStatus(stack.flinkUrl()).isRunning());
    }
}
