package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.process.FreePorts;
import dev.eventlane.localstack.process.JavaCommand;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door as it runs in production: a process whose heap is 256 MiB, and which ends when that is not enough. */
class BatchHeapITCase {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void sixty_four_batches_of_10_mebibytes_at_once_are_taken_or_refused_within_256_mebibytes() throws Exception {
        int port = FreePorts.next();
        try (KafkaServer kafka = KafkaServer.start(folder)) {
            kafka.createTopic("heap", 6);
            Process server = start(kafka, port);
            ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
            try {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Loopback.answers(URI.create("http://127.0.0.1:" + port + "/health")));
                byte[] body = tenMebibytes();
                List<String> statuses = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    List<CompletableFuture<String>> answers = new ArrayList<>();
                    for (int i = 0; i < CONNECTIONS; i++) {
                        answers.add(CompletableFuture.supplyAsync(() -> status(port, body), clients));
                    }
                    answers.forEach(answer -> statuses.add(answer.join()));
                }

                assertThat(statuses)
                        .containsOnly("HTTP/1.1 202", "HTTP/1.1 503")
                        .contains("HTTP/1.1 202");
                assertThat(server.isAlive()).isTrue();
            } finally {
                clients.shutdownNow();
                server.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(KafkaServer kafka, int port) {
        JavaCommand command = JavaCommand.mainClass(
                        System.getProperty("java.class.path"), "dev.eventlane.ingest.IngestServer")
                .heap(256);
        Map<String, String> variables =
                Map.of("HTTP_PORT", Integer.toString(port), "KAFKA_BROKERS", kafka.brokers(), "KAFKA_TOPIC", "heap");
        return new Launch("http-ingest", command.line(), variables, folder.resolve("http-ingest.out")).start();
    }

    private static byte[] tenMebibytes() {
        String item = "{\"conversation_id\":\"c\",\"event_name\":\"a\",\"input\":\"" + "x".repeat(1_000) + "\"},";
        int items = ((10 << 20) - 2) / item.length();
        return ("[" + item.repeat(items - 1) + item.substring(0, item.length() - 1) + "]")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A refusal may come before all is sent; the start of the answer is there then, whatever becomes of the rest. */
    private static String status(int port, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            String head = "POST /events/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length + "\r\n\r\n";
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                new ByteArrayInputStream(body).transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // The server has answered and takes no more.
            }
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "cut off: " + e.getMessage();
        }
    }
}
