package dev.eventlane.benchmark.frontdoor;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * What clients saw while the broker was killed under load, was away and came back.
 *
 * @param seconds how long it was away
 * @param statuses of all requests that were sent from just before it was killed until it was started again
 * @param slowestMillis the slowest of these requests
 * @param acknowledged how many events were answered 202, before, during and after
 * @param missing how many of them Kafka does not have
 */
record Outage(double seconds, Map<Integer, Long> statuses, double slowestMillis, int acknowledged, long missing) {
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(8);
    private static final Duration AFTER = Duration.ofSeconds(6);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int ACCEPTED = 202;

    static Outage run(Servers servers, int connections) throws IOException, InterruptedException {
        Map<TopicPartition, Long> starts;
        try (Topic topic = new Topic(servers.kafka().brokers(), Servers.TOPIC)) {
            starts = topic.ends();
        }
        Clients clients = new Clients();
        try (Load load = new Load(servers.ingestPort(), connections, Request.single())) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> clients.drive(load));
            TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos());
            clients.killedAt = System.nanoTime();
            servers.kafka().kill();
            TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
            clients.startedAt = System.nanoTime();
            servers.kafka().restart();
            long back = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(AFTER.toNanos());
            clients.stopped = true;
            running.join();
            try (Topic topic = new Topic(servers.kafka().brokers(), Servers.TOPIC)) {
                Set<String> stored = topic.eventIdsSince(starts);
                long missing = clients.acknowledged.stream()
                        .filter(id -> !stored.contains(id))
                        .count();
                return new Outage(
                        (back - clients.killedAt) / 1e9,
                        clients.statuses,
                        clients.slowestNanos / 1e6,
                        clients.acknowledged.size(),
                        missing);
            }
        } catch (CompletionException e) {
            throw new IOException("the load ended: " + e.getCause().getMessage(), e);
        }
    }

    /** What the load's thread sees; read by another when it has ended. */
    private static final class Clients {
        private final Set<String> acknowledged = new HashSet<>();
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private volatile long killedAt = Long.MAX_VALUE;
        private volatile long startedAt = Long.MAX_VALUE;
        private volatile boolean stopped;
        private long slowestNanos;

        void drive(Load load) {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            try {
                while (!stopped && System.nanoTime() < deadline) {
                    load.closedLoop(Duration.ofMillis(500), this::take);
                }
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }

        private void take(Answer answer) {
            if (answer.status() == ACCEPTED) {
                acknowledged.add(answer.eventId());
            }
            if (answer.endedAt() > killedAt && answer.dueAt() < startedAt) {
                statuses.merge(answer.status(), 1L, Long::sum);
                slowestNanos = Math.max(slowestNanos, answer.latencyNanos());
            }
        }
    }
}
