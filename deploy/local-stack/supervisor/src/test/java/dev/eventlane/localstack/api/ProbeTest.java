package dev.eventlane.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.HttpStub;
import dev.eventlane.localstack.Progress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
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
    void an_event_that_was_accepted_and_is_not_readable_is_late_and_deleted() {
        server.answer("POST /event/", 200, "{\"data\":{\"id\":\"7\"}}");

        assertThat(send())
                .isEqualTo(new ProbeOutcome.Late("the probe event 7 was accepted, and not readable within 0 s"));
        assertThat(server.requests()).endsWith("DELETE /event/7");
    }

    @Test
    void a_deletion_that_is_not_seen_is_late() {
        server.answer("POST /event/", 200, "{\"data\":{\"id\":\"7\"}}");
        server.answer("GET /event/7", 200, "{}");
        server.answer("DELETE /event/7", 200, "{}");

        assertThat(send())
                .isEqualTo(new ProbeOutcome.Late("the probe event 7 was readable, and not deleted within 0 s"));
    }

    @Test
    void an_event_that_is_not_accepted_is_a_failure() {
        server.answer("POST /event/", 500, "{}");
        assertThat(send()).isInstanceOf(ProbeOutcome.Failed.class);

        server.answer("POST /event/", 401, "{}");
        assertThat(send()).isEqualTo(new ProbeOutcome.Failed("POST /event/ was answered with 401: {}"));
    }

    private ProbeOutcome send() {
        return new Probe(new EventApi(server.address(), "key"), "a_name", Duration.ofMillis(120), Progress.silent())
                .send();
    }
}
