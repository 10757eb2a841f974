package dev.eventlane.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the cases cannot tell of {@code track}: threads, and ends. */
class TrackTest {
    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final NewEvent EVENT = NewEvent.of("c", "e");

    @Test
    void a_server_that_does_not_answer_holds_nobody_up() throws Exception {
        try (BatchServer server = BatchServer.silent();
                EventClient client =
                        client(server).batchSize(1).maxBufferedEvents(10).build()) {
            List<Optional<UUID>> ids = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                ids.add(client.track(EVENT));
            }

            assertThat(ids.subList(10, 15)).containsOnly(Optional.empty());
            TrackStats stats = client.stats();
            assertThat(List.of(stats.tracked(), stats.accepted(), stats.dropped(), stats.pending()))
                    .containsExactly(15L, 0L, 5L, 10L);
            server.answer();
            assertThat(client.flush(BOUND)).isTrue();
            assertThat(server.ids().stream().map(Optional::of)).containsExactlyElementsOf(ids.subList(0, 10));
            assertThat(client.stats()).isEqualTo(new TrackStats(15, 10, 0, 5, 0, 0, 0));
        }
    }

    @Test
    void an_event_waits_for_others_no_longer_than_the_interval() throws Exception {
        try (BatchServer server = BatchServer.accepting();
                EventClient client =
                        client(server).flushInterval(Duration.ofMillis(10)).build()) {
            UUID id = client.track(EVENT).orElseThrow();

            await().atMost(BOUND).untilAsserted(() -> assertThat(server.ids()).containsExactly(id));
        }
    }

    @Test
    void many_threads_lose_and_double_nothing() throws Exception {
        try (BatchServer server = BatchServer.accepting();
                EventClient client = client(server).batchSize(50).build()) {
            List<UUID> ids = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 250; j++) {
                        ids.add(client.track(EVENT).orElseThrow());
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(client.flush(BOUND)).isTrue();
            assertThat(server.ids()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(client.stats()).isEqualTo(new TrackStats(1000, 1000, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void a_batch_has_no_more_than_a_mebibyte() throws Exception {
        try (BatchServer server = BatchServer.accepting();
                EventClient client = client(server).build()) {
            for (int i = 0; i < 3; i++) {
                client.track(
                        NewEvent.builder("c", "e").input("x".repeat(400_000)).build());
            }

            assertThat(client.flush(BOUND)).isTrue();
            assertThat(server.sizes()).containsExactly(2, 1);
        }
    }

    @Test
    void closing_gives_up_what_the_server_does_not_want_now() throws Exception {
        try (BatchServer server = BatchServer.refusing();
                EventClient client = client(server).batchSize(2).build()) {
            for (int i = 0; i < 3; i++) {
                client.track(EVENT);
            }
            await().atMost(BOUND).until(() -> !server.sizes().isEmpty());

            assertThat(client.close(Duration.ofMillis(10))).isFalse();

            // The sender notices that there is no use in resting for an hour.
            await().atMost(BOUND)
                    .untilAsserted(() -> assertThat(client.stats()).isEqualTo(new TrackStats(3, 0, 0, 3, 0, 0, 0)));
        }
    }

    @Test
    void leaving_the_block_sends_what_waits() throws Exception {
        try (BatchServer server = BatchServer.accepting()) {
            UUID id;
            try (EventClient client = client(server).build()) {
                id = client.track(EVENT).orElseThrow();
            }

            assertThat(server.ids()).containsExactly(id);
        }
    }

    @Test
    void the_end_of_the_program_sends_what_waits() throws Exception {
        try (BatchServer server = BatchServer.accepting()) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ForgetfulProgram.class.getName(),
                            server.url().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String tracked = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor()).isZero();
            assertThat(server.ids()).containsExactly(UUID.fromString(tracked.strip()));
        }
    }

    /** Tracks an event and does not close its client. */
    static final class ForgetfulProgram {
        private ForgetfulProgram() {}

        public static void main(String[] arguments) {
            System.out.println(EventClient.builder(URI.create(arguments[0]))
                    .flushInterval(Duration.ofHours(1))
                    .closeTimeout(BOUND)
                    .build()
                    .track(EVENT)
                    .orElseThrow());
        }
    }

    private static EventClientBuilder client(BatchServer server) {
        return EventClient.builder(server.url())
                .flushInterval(Duration.ofHours(1))
                .closeTimeout(BOUND);
    }
}
