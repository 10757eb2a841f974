package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.server.KafkaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are large, do not end, or end too early. */
class BodyITCase {
    private static final String CREATE = "{\"conversation_id\":\"c\",\"event_name\":\"a\"}";

    @TempDir
    static Path folder;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaServer.start(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_body_of_many_mebibytes_is_taken_where_it_is_allowed() {
        try (IngestFixture ingest = IngestFixture.start(kafka, "large", Map.of("MAX_BODY_BYTES", "8MiB"))) {
            String large = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(5 << 20) + "\"}";

            assertThat(ingest.send("POST", "/event/", large).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void a_body_that_ends_before_its_end_is_400() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "broken-off", Map.of());
                Socket socket = connect(ingest)) {
            send(socket, "POST /event/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"conversation_id\"");
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("{\"success\":false,\"error\":\"body ended before its end\"}");
        }
    }

    @Test
    void a_body_that_does_not_come_in_time_is_408_however_its_bytes_drip() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "slow", Map.of("BODY_TIMEOUT", "1s"));
                Socket socket = connect(ingest)) {
            send(
                    socket,
                    "POST /events/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                            + "Content-Type: application/json\r\n\r\n[");

            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                send(socket, " ");
                return socket.getInputStream().available() > 0;
            });
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().read(answer);

            assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Connection: close")
                    .contains("{\"success\":false,\"error\":\"body did not come in time\"}");
        }
    }

    /** Undertow ends the connection, and there is nobody left to answer. */
    @Test
    void a_chunk_that_is_none_ends_its_connection_at_once() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "chunks", Map.of());
                Socket socket = connect(ingest)) {
            send(socket, "POST /events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertThat(ingest.send("POST", "/event/", CREATE).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void bodies_that_do_not_come_hold_no_memory_and_nobody_up() throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "announced", Map.of("MAX_IN_FLIGHT_BYTES", "64KiB"))) {
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 500; i++) {
                    Socket socket = connect(ingest);
                    idle.add(socket);
                    send(socket, "POST /event/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n{");
                }
                assertThat(ingest.send("POST", "/event/", CREATE).statusCode()).isEqualTo(202);
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void more_unfinished_bytes_than_allowed_are_503_and_room_is_there_again_when_their_clients_are_gone()
            throws Exception {
        try (IngestFixture ingest = IngestFixture.start(kafka, "unfinished", Map.of("MAX_IN_FLIGHT_BYTES", "64KiB"))) {
            try (Socket first = connect(ingest);
                    Socket second = connect(ingest)) {
                String head = "POST /event/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
                send(first, head + "x".repeat(40_000));
                send(second, head + "x".repeat(40_000));

                // One of the two found no room; which one depends on whose bytes came first.
                assertThat(firstAnswer(first, second)).contains("503").contains("too many bodies are being received");
            }
            await().until(() -> ingest.send(
                                    "POST",
                                    "/event/",
                                    "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(50_000)
                                            + "\"}")
                            .statusCode()
                    == 202);
        }
    }

    private static String firstAnswer(Socket... sockets) {
        return await().until(() -> available(sockets), text -> !text.isEmpty());
    }

    private static String available(Socket... sockets) throws IOException {
        for (Socket socket : sockets) {
            if (socket.getInputStream().available() > 0) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static Socket connect(IngestFixture ingest) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), ingest.uri("/").getPort());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
