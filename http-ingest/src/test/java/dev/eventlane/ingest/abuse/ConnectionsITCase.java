package dev.eventlane.ingest.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.localstack.server.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask ahead, stop talking, or only sit there. */
class ConnectionsITCase {
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";
    private static final int IDLE = 2_000;
    private static final int WRITES = 1_000;

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static IngestProcess server;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaServer.start(folder);
        server = IngestProcess.start(kafka, "connections", folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        kafka.close();
    }

    @Test
    void requests_that_come_ahead_are_answered_in_order() throws Exception {
        StringBuilder requests = new StringBuilder();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String id = "0195d6a0-0000-7000-8000-%012d".formatted(i);
            ids.add(id);
            requests.append("DELETE /event/").append(id).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        try (RawConnection connection = server.connect()) {
            connection.send(requests.toString());
            connection.halfClose();

            assertThat(RawAnswer.parse(connection.readToEnd()))
                    .extracting(RawAnswer::body)
                    .isEqualTo(ids.stream()
                            .map(id -> "{\"success\":true,\"message\":\"event deletion queued\",\"data\":{\"id\":\""
                                    + id + "\"}}")
                            .toList());
        }
    }

    /** An operation was accepted: its answer must not wait for one that never comes. */
    @Test
    void answers_that_were_given_are_not_lost_when_what_comes_behind_ends_the_connection() throws Exception {
        String accepted = "DELETE /event/0195d6a0-0000-7000-8000-00000000000a HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (String end : List.of(
                "GET /{ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "OPTIONS /event HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            try (RawConnection connection = server.connect()) {
                connection.send(accepted + accepted + end + accepted);
                connection.halfClose();

                assertThat(RawAnswer.parse(connection.readToEnd()))
                        .as(end)
                        .extracting(RawAnswer::status)
                        .hasSize(3)
                        .startsWith(202, 202);
            }
        }
    }

    @Test
    void a_client_that_has_nothing_more_to_say_still_gets_its_answer() throws Exception {
        try (RawConnection connection = server.connect()) {
            connection.send(post(CREATE));
            connection.halfClose();

            List<RawAnswer> answers = RawAnswer.parse(connection.readToEnd());
            assertThat(answers).hasSize(1);
            assertThat(answers.get(0).status()).isEqualTo(202);
        }
    }

    @Test
    void a_client_that_goes_away_in_the_middle_harms_nobody() throws Exception {
        String whole = post(CREATE);
        for (int length = 1; length < whole.length(); length += 7) {
            try (RawConnection connection = server.connect()) {
                connection.send(whole.substring(0, length));
            }
        }

        assertThat(server.status("DELETE", "/event/0195d6a0-0000-7000-8000-00000000000a"))
                .isEqualTo(202);
    }

    @Test
    void a_request_whose_headers_come_byte_by_byte_is_answered() throws Exception {
        try (RawConnection connection = server.connect()) {
            for (byte each : post(CREATE).getBytes(StandardCharsets.US_ASCII)) {
                connection.send(new byte[] {each});
            }
            assertThat(connection.readSome()).startsWith("HTTP/1.1 202 ");
        }
    }

    /** A ratio within one run, with room for the noise of a machine that does other things. */
    @Test
    void two_thousand_idle_connections_leave_the_latency_of_others_as_it_is() throws Exception {
        latencies();
        long[] alone = latencies();
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                RawConnection connection = server.connect();
                idle.add(connection);
                // Half of them have been used, the others have begun a request.
                connection.send(i % 2 == 0 ? "GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n" : "POST /event/ HT");
            }
            long[] besides = latencies();
            System.out.printf(
                    "median %d µs alone, %d µs beside %d idle connections; p99 %d µs and %d µs%n",
                    percentile(alone, 50),
                    percentile(besides, 50),
                    IDLE,
                    percentile(alone, 99),
                    percentile(besides, 99));

            assertThat(percentile(besides, 50)).isLessThan(3 * percentile(alone, 50) + 5_000);
            assertThat(percentile(besides, 99)).isLessThan(5 * percentile(alone, 99) + 20_000);
            for (int i = 0; i < IDLE; i += 2) {
                assertThat(idle.get(i).readSome()).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    /** How long writes take one after the other, in microseconds, sorted. */
    private static long[] latencies() throws Exception {
        long[] micros = new long[WRITES];
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < WRITES; i++) {
                long started = System.nanoTime();
                connection.send(post(CREATE));
                assertThat(connection.readSome()).startsWith("HTTP/1.1 202 ");
                micros[i] = (System.nanoTime() - started) / 1_000;
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100];
    }

    private static String post(String body) {
        return "POST /event/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
