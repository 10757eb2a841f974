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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks events up in ClickHouse, from one thread: what is asked while a query runs is answered by the next one, together. Thread-
 * safe.
 */
public final class ClickHouseArchive implements EventArchive {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseArchive.class);

    /** Rows can be large: so many are held in memory. */
    private static final int MAX_ASKED = 128;

    private static final int MAX_PER_QUERY = 32;
    private static final long RETRY_MILLIS = 1_000;
    private static final int LOG_EVERY = 10;
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 30;

    private final Client client;
    private final Semaphore room = new Semaphore(MAX_ASKED);
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    /** Why nothing is answered any more; {@code null} while it is. */
    private volatile Throwable broken;

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
        CompletableFuture<Optional<Stored>> answer = new CompletableFuture<>();
        questions.add(new Question(key, answer));
        if (broken != null) {
            failOpenQuestions(broken);
        }
        return answer.whenComplete((stored, failure) -> room.release());
    }

    private void askAll() {
        List<Question> together = new ArrayList<>(MAX_PER_QUERY);
        try {
            while (true) {
                together.add(questions.take());
                questions.drainTo(together, MAX_PER_QUERY - 1);
                ask(together);
                together.clear();
            }
        } catch (Throwable e) {
            // Interrupted, or out of memory: nobody may wait for an answer that will not come.
            broken = e;
            together.forEach(question -> question.answer.completeExceptionally(e));
            failOpenQuestions(e);
        }
    }

    private void failOpenQuestions(Throwable cause) {
        for (Question question = questions.poll(); question != null; question = questions.poll()) {
            question.answer.completeExceptionally(cause);
        }
    }

    private void ask(List<Question> together) throws InterruptedException {
        List<EventKey> keys = together.stream().map(Question::key).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                Map<EventKey, Stored> found = read(keys);
                together.forEach(question -> question.answer.complete(Optional.ofNullable(found.get(question.key))));
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (attempt % LOG_EVERY == 1) {
                    LOG.warn(
                            "{} events that are not in state cannot be looked up in ClickHouse (attempt {}); their operations"
                                    + " wait, and it is tried again every {} ms. The job's user needs the right to read the"
                                    + " table events",
                            together.size(),
                            attempt,
                            RETRY_MILLIS,
                            e);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
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

    @Override
    public void close() {
        asker.interrupt();
        client.close();
    }
}
