package dev.eventlane.localstack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.HttpStub;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
    private static final String FOREIGN = "{\"jid\":\"1\",\"name\":\"billing\",\"state\":\"RUNNING\"}";
    private static final String OURS = "{\"jid\":\"2\",\"name\":\"eventlane\",\"state\":\"RESTARTING\"}";

    private HttpStub server;

    @BeforeEach
    void start() throws Exception {
        server = new HttpStub();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void only_the_job_of_our_name_is_ours() {
        server.answer("GET /jobs/overview", 200, "{\"jobs\":[" + FOREIGN + "," + OURS + "]}");

        FlinkRest flink = new FlinkRest(server.address());
        assertThat(flink.jobs()).containsExactly(new JobState("2", "eventlane", "RESTARTING"));
        assertThat(flink.liveJob()).map(JobState::id).contains("2");
    }

    @Test
    void that_there_is_no_TaskManager_is_no_failure_of_the_job() {
        server.answer(
                "GET /jobs/2/exceptions?maxExceptions=5",
                200,
                """
                {"exceptionHistory":{"entries":[
                  {"stacktrace":"Failed\\nCaused by: org.apache.flink.NoResourceAvailableException: no slots"},
                  {"stacktrace":"Failed\\n\\tat a.b\\nCaused by: first\\nCaused by: java.io.IOException: the cause"}]}}""");

        assertThat(new FlinkRest(server.address()).failures("2").causes())
                .containsExactly("java.io.IOException: the cause");
    }

    @Test
    void a_foreign_job_is_not_stopped() {
        server.answer("GET /jobs/overview", 200, "{\"jobs\":[" + FOREIGN + "]}");

        assertThat(JobStop.stop(new FlinkRest(server.address()), Path.of("savepoints")))
                .isEqualTo(new StopOutcome.NoJob());
        assertThat(server.requests()).containsExactly("GET /jobs/overview");
    }
}
