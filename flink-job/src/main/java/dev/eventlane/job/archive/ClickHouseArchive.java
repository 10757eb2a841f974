package dev.eventlane.job.archive;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.job.lifecycle.EventArchive;
import dev.eventlane.job.lifecycle.EventState.Stored;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks events up in ClickHouse, from one thread: what is asked while a query runs is answered by the next one, together. Thread-
 * safe.
 */
public final class ClickHouseArchive implements EventArchive {
    private static final int MAX_ASKED = 512;
    private static final int MAX_PER_QUERY = 128;
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 30;

    private final Client client;
    private final Semaphore room = new Semaphore(MAX_ASKED);
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Thread asker = new Thread(this::askAll, "clickhouse-archive");

    private record Question(EventKey key, CompletableFuture<Optional<Stored>> answer) {}

    public ClickHouseArchive(ClickHouseConnection target) {
        client = new Client.Builder()
                .addEndpoint(target.endpoint().toString())
                .setUsername(target.user())
                .setPassword(target.password().reveal())
                .setDefaultDatabase(target.database())
                .setClientName("eventlane-job")
                .setMaxConnections(1)
                .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setSocketTimeout(ANSWER_SECONDS, ChronoUnit.SECONDS)
                .build();
        asker.setDaemon(true);
        asker.start();
    }

    @Override
    public CompletableFuture<Optional<Stored>> find(EventKey key) throws InterruptedException {
        room.acquire();
        Question question = new Question(key, new CompletableFuture<>());
        questions.add(question);
        return question.answer;
    }

    private void askAll() {
        List<Question> together = new ArrayList<>(MAX_PER_QUERY);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                together.clear();
                together.add(questions.take());
                questions.drainTo(together, MAX_PER_QUERY - 1);
                ask(together);
                room.release(together.size());
            }
        } catch (InterruptedException e) {
            together.forEach(question -> question.answer.completeExceptionally(closed()));
        }
    }

    private void ask(List<Question> together) throws InterruptedException {
        try {
            Map<EventKey, Stored> found =
                    read(together.stream().map(Question::key).toList());
            together.forEach(question -> question.answer.complete(Optional.ofNullable(found.get(question.key))));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Whoever asked decides when to ask again.
            together.forEach(question -> question.answer.completeExceptionally(e));
        }
    }

    private Map<EventKey, Stored> read(List<EventKey> keys) throws Exception {
        Map<EventKey, Stored> found = new HashMap<>();
        try (QueryResponse response = client.query(EventRowQuery.SQL, EventRowQuery.parameters(keys))
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
                ClickHouseBinaryFormatReader row = client.newBinaryFormatReader(response)) {
            while (row.hasNext()) {
                row.next();
                found.put(EventRowQuery.key(row), EventRowQuery.state(row));
            }
        }
        return found;
    }

    private static CancellationException closed() {
        return new CancellationException("the archive was closed");
    }

    @Override
    public void close() {
        asker.interrupt();
        questions.forEach(question -> question.answer.completeExceptionally(closed()));
        client.close();
    }
}
