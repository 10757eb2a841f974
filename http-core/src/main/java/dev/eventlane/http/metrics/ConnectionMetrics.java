package dev.eventlane.http.metrics;

import dev.eventlane.http.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a server's connections and threads do. */
public final class ConnectionMetrics {
    private static final MetricFamily CONNECTIONS = MetricFamily.of(
            "http_server_open_connections", MetricType.GAUGE, "Connections that are open, idle ones too");
    private static final MetricFamily BUSY_WORKERS = MetricFamily.of(
            "http_server_busy_workers",
            MetricType.GAUGE,
            "Worker threads that answer a request which may wait, such as a read");
    private static final MetricFamily WORKERS =
            MetricFamily.of("http_server_workers", MetricType.GAUGE, "Worker threads that there may be");
    private static final MetricFamily QUEUE =
            MetricFamily.of("http_server_queued_requests", MetricType.GAUGE, "Requests that wait for a worker thread");

    /** Its families, for the reference. */
    public static final List<MetricFamily> FAMILIES = List.of(CONNECTIONS, BUSY_WORKERS, WORKERS, QUEUE);

    private ConnectionMetrics() {}

    /** Shows the server's figures in the registry. */
    public static void bind(HttpServer server, MeterRegistry registry) {
        gauge(CONNECTIONS, server, HttpServer::openConnections, registry);
        gauge(BUSY_WORKERS, server, running -> running.workers().getBusyWorkerThreadCount(), registry);
        gauge(WORKERS, server, running -> running.workers().getMaxWorkerPoolSize(), registry);
        gauge(QUEUE, server, running -> running.workers().getWorkerQueueSize(), registry);
    }

    private static void gauge(
            MetricFamily family, HttpServer server, ToDoubleFunction<HttpServer> value, MeterRegistry registry) {
        Gauge.builder(family.name(), server, value)
                .description(family.description())
                .register(registry);
    }
}
