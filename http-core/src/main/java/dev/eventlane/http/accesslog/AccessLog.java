package dev.eventlane.http.accesslog;

import dev.eventlane.http.RequestObserver;
import dev.eventlane.http.metrics.MetricFamily;
import dev.eventlane.http.metrics.MetricType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON for each request, given to the logger {@code access}. Lines are made and written on a thread of their own; what
 * comes faster than it can write is left out and counted, since a full disk must not hold up requests.
 */
public final class AccessLog implements RequestObserver, AutoCloseable {
    /** Where logging configurations find it. */
    public static final String LOGGER = "access";

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_WAITING = 4_096;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    /** Looking for entries costs less than being woken for each. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final MetricFamily LEFT_OUT = MetricFamily.of(
            "eventlane_access_log_left_out_total",
            MetricType.COUNTER,
            "Requests that got no line in the access log because it could not be written as fast as they came");

    /** Its families, for the reference. */
    public static final List<MetricFamily> FAMILIES = List.of(LEFT_OUT);

    private final AccessLogMode mode;
    private final Consumer<String> lines;
    private final Counter leftOut;
    private final BlockingQueue<AccessLogEntry> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer = new Thread(this::writeAll, "access-log");
    private volatile boolean closed;
    /** Used by the writer only. */
    private boolean failureIsLogged;

    private AccessLog(AccessLogMode mode, Consumer<String> lines, MeterRegistry registry) {
        this.mode = mode;
        this.lines = lines;
        this.leftOut = Counter.builder(LEFT_OUT.name())
                .description(LEFT_OUT.description())
                .register(registry);
    }

    /** Begins to write. */
    public static AccessLog open(AccessLogMode mode, MeterRegistry registry) {
        return open(mode, LINES::info, registry);
    }

    static AccessLog open(AccessLogMode mode, Consumer<String> lines, MeterRegistry registry) {
        AccessLog log = new AccessLog(mode, lines, registry);
        if (mode != AccessLogMode.OFF) {
            log.writer.setDaemon(true);
            log.writer.start();
        }
        return log;
    }

    @Override
    public void ended(HttpServerExchange exchange, long nanos) {
        if (mode.includes(exchange.getStatusCode())) {
            offer(AccessLogEntry.of(exchange, nanos));
        }
    }

    void offer(AccessLogEntry entry) {
        if (!waiting.offer(entry)) {
            leftOut.increment();
        }
    }

    private void writeAll() {
        List<AccessLogEntry> batch = new ArrayList<>();
        while (!closed || !waiting.isEmpty()) {
            if (waiting.drainTo(batch) == 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            batch.forEach(this::write);
            batch.clear();
        }
    }

    /** A line that fails must not be the last one: nobody would notice that the log has ended. */
    private void write(AccessLogEntry entry) {
        try {
            lines.accept(entry.line());
        } catch (RuntimeException e) {
            if (!failureIsLogged) {
                failureIsLogged = true;
                LOG.error("a line of the access log could not be written; others that fail are not told of", e);
            }
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(CLOSE_TIMEOUT.toMillis());
            if (writer.isAlive()) {
                LOG.warn("the access log was not written to its end within {} s", CLOSE_TIMEOUT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
