package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.http.Json;
import dev.eventlane.http.RequestTrace;
import dev.eventlane.http.access.Project;
import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.body.BatchFormat;
import dev.eventlane.ingest.body.BodyParser;
import dev.eventlane.ingest.body.RequestIds;
import dev.eventlane.ingest.log.OperationLog;
import dev.eventlane.ingest.write.WriteOutcome.Invalid;
import dev.eventlane.ingest.write.WriteOutcome.Refused;
import dev.eventlane.ingest.write.WriteOutcome.Unavailable;
import dev.eventlane.ingest.write.WriteOutcome.Unsupported;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers {@code POST /events/batch}. A body is read on its IO thread as it comes; once it is whole it goes to a few threads that
 * belong to batches, because looking through many megabytes, and waiting for Kafka to take them, would hold up every other
 * connection of an IO thread.
 */
final class BatchHandler implements HttpHandler {
    private static final String TYPES = "Content-Type must be " + MediaType.JSON + " or " + MediaType.NDJSON;
    private static final int MAX_QUEUED = 256;
    private static final int IDLE_SECONDS = 30;

    private final Refusals refusals;
    private final BodyReader bodies;
    private final BatchSender sender;
    private final Executor threads = threads();

    BatchHandler(
            BodyParser parser,
            OperationLog log,
            int maxItemBytes,
            BatchLimits limits,
            Duration bodyTimeout,
            WriteMetrics metrics) {
        this.refusals = new Refusals(Json::error, metrics);
        ByteBudget held = new ByteBudget(limits.maxHeldBytes());
        this.bodies = new BodyReader(limits.maxBytes(), held, bodyTimeout);
        this.sender = new BatchSender(parser, log, maxItemBytes, limits, held, metrics);
    }

    /** They end when there is nothing to do, and with the program. */
    private static Executor threads() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_QUEUED), task -> {
                    Thread thread = new Thread(task, "batch-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Optional<BatchFormat> format = format(exchange);
        if (format.isEmpty()) {
            refusals.sendUnread(exchange, new Unsupported(TYPES));
            return;
        }
        RequestIds ids;
        try {
            ids = Identity.ids(exchange);
        } catch (InvalidFieldException e) {
            refusals.sendUnread(exchange, new Invalid(e.getMessage()));
            return;
        }
        bodies.read(exchange, (read, result) -> handleBody(read, format.get(), ids, result));
    }

    private static Optional<BatchFormat> format(HttpServerExchange exchange) {
        if (MediaType.JSON.isOf(exchange)) {
            return Optional.of(BatchFormat.JSON_ARRAY);
        }
        return MediaType.NDJSON.isOf(exchange) ? Optional.of(BatchFormat.NDJSON) : Optional.empty();
    }

    private void handleBody(HttpServerExchange exchange, BatchFormat format, RequestIds ids, BodyReader.Result result) {
        if (result instanceof BodyReader.Failed failed) {
            refusals.sendUnread(exchange, WriteOutcome.of(failed, bodies.maxBytes()));
            return;
        }
        BatchRequest request = new BatchRequest(
                exchange,
                (BodyReader.Whole) result,
                format,
                Project.of(exchange),
                ids,
                RequestTrace.of(exchange),
                System.nanoTime());
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> start(request));
    }

    private void start(BatchRequest request) {
        try {
            threads.execute(() -> sender.send(request, refused -> refuse(request, refused)));
        } catch (RejectedExecutionException e) {
            request.body().bytes().release();
            refusals.send(
                    request.exchange(),
                    new Unavailable(RefusalReason.OVERLOADED, "too many batches are waiting; send this again later"));
        }
    }

    private void refuse(BatchRequest request, Refused refused) {
        request.exchange().getIoThread().execute(() -> refusals.send(request.exchange(), refused));
    }
}
