package dev.eventlane.http.metrics;

import dev.eventlane.http.HttpServer;
import dev.eventlane.http.RefusalCounts;
import dev.eventlane.http.Router;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** All that a program counts, and the route that shows it to Prometheus. */
public final class Metrics implements AutoCloseable {
    public static final String PATH = "/metrics";

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    /** What every program shows, for the reference. */
    public static final List<MetricFamily> FAMILIES = Stream.of(
                    RequestMetrics.FAMILIES, RefusalMetrics.FAMILIES, ConnectionMetrics.FAMILIES, JvmMetrics.FAMILIES)
            .flatMap(Collection::stream)
            .toList();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMetrics requests;
    private final RefusalMetrics refusals;
    private final JvmMetrics jvm;

    /**
     * Begins to count.
     *
     * @param filters what of the libraries' own metrics is left out
     */
    public Metrics(MeterFilter... filters) {
        for (MeterFilter filter : filters) {
            registry.config().meterFilter(filter);
        }
        requests = new RequestMetrics(registry);
        refusals = new RefusalMetrics(registry);
        jvm = new JvmMetrics(registry);
    }

    /** Where a program registers what it counts itself. */
    public MeterRegistry registry() {
        return registry;
    }

    /** To be told of every request. */
    public RequestMetrics requests() {
        return requests;
    }

    /** To be told of every request that is refused before its route is asked. */
    public RefusalCounts refusals() {
        return refusals;
    }

    /** Shows what the server's connections do. */
    public void show(HttpServer server) {
        ConnectionMetrics.bind(server, registry);
    }

    /** Adds {@code GET /metrics}. */
    public void addTo(Router router) {
        // On a worker: it walks through hundreds of meters.
        router.add(Methods.GET, PATH, exchange -> exchange.dispatch(this::answer));
    }

    private void answer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, TEXT_FORMAT);
        exchange.getResponseSender().send(registry.scrape(TEXT_FORMAT));
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }
}
