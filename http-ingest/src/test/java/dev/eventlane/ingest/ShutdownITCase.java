package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.core.operation.Operation;
import dev.eventlane.localstack.server.KafkaServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door is closed while clients write as fast as they can. */
class ShutdownITCase {
    private static final int CLIENTS = 16;

    @TempDir
    Path folder;

    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();

    @Test
    void every_request_is_accepted_for_good_or_cleanly_refused() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(folder)) {
            IngestFixture ingest = IngestFixture.start(kafka, "shutdown", Map.of("SHUTDOWN_GRACE", "1s"));
            int port = ingest.uri("/").getPort();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Thread client = new Thread(() -> writeUntilRefused(port));
                clients.add(client);
                client.start();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> accepted.size() > 500);

            ingest.close();
            for (Thread client : clients) {
                client.join(10_000);
                assertThat(client.isAlive()).isFalse();
            }

            assertThat(unexpected).isEmpty();
            assertThat(ingest.operations().stream()
                            .map(Operation::key)
                            .map(key -> key.eventId())
                            .collect(Collectors.toSet()))
                    .containsAll(accepted);
        }
    }

    /** One client after the other, on connections that it keeps as long as it may. */
    private void writeUntilRefused(int port) {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                if (!writeUntilTold(socket)) {
                    return;
                }
            } catch (ConnectException e) {
                return;
            } catch (IOException e) {
                unexpected.add(e.toString());
                return;
            }
        }
    }

    /** Returns whether another connection should be tried. */
    private boolean writeUntilTold(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        for (int sent = 0; ; sent++) {
            UUID id = UUID.randomUUID();
            String status;
            try {
                write(socket.getOutputStream(), id);
                status = in.readLine();
            } catch (IOException e) {
                status = null;
            }
            if (status == null && sent == 0) {
                // Let in by the system in the moment in which the door was closed: as good as not let in.
                return false;
            }
            boolean last = endsWithClose(in);
            if ("HTTP/1.1 202 Accepted".equals(status)) {
                accepted.add(id);
            } else if (!String.valueOf(status).startsWith("HTTP/1.1 503 ") || !last) {
                unexpected.add("request " + sent + " of its connection was answered " + status);
                return false;
            }
            if (last) {
                return true;
            }
        }
    }

    private static void write(OutputStream out, UUID id) throws IOException {
        String body = "{\"id\":\"" + id + "\",\"conversation_id\":\"c\",\"event_name\":\"a\"}";
        out.write(("POST /event/ HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads the rest of the answer; whether its connection is closed then. */
    private static boolean endsWithClose(BufferedReader in) throws IOException {
        boolean close = false;
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            close |= line.equalsIgnoreCase("Connection: close");
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (int i = 0; i < length; i++) {
            if (in.read() < 0) {
                throw new IOException("the answer broke off");
            }
        }
        return close;
    }
}
