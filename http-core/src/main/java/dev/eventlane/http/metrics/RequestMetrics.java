package dev.eventlane.http.metrics;

import dev.eventlane.http.RequestObserver;
import dev.eventlane.http.Router;
import dev.eventlane.http.Router.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

/** Times requests by route and status. Names and labels are OpenTelemetry's, so that what others made for them fits. */
public final class RequestMetrics implements RequestObserver {
    static final MetricFamily DURATION = MetricFamily.of(
            "http_server_request_duration_seconds",
            MetricType.HISTOGRAM,
            "Requests, from their headers to the end of the answer. `http_route` is the route's template, `none` where no route has"
                    + " the path and method; `http_request_method` is `_OTHER` for what is no method of HTTP",
            "http_request_method",
            "http_route",
            "http_response_status_code");

    static final MetricFamily LONGEST = MetricFamily.of(
            "http_server_request_duration_seconds_max",
            MetricType.GAUGE,
            "The longest of them in the last minutes",
            "http_request_method",
            "http_route",
            "http_response_status_code");

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final String NO_ROUTE = "none";
    private static final HttpString OTHER = new HttpString("_OTHER");
    /** A client may make up methods; labels must not grow by that. */
    private static final Set<HttpString> KNOWN = Set.of(
            Methods.GET,
            Methods.HEAD,
            Methods.POST,
            Methods.PUT,
            Methods.PATCH,
            Methods.DELETE,
            Methods.OPTIONS,
            Methods.TRACE,
            Methods.CONNECT);

    private static final int STATUSES = 600;

    private final MeterRegistry registry;
    private final Map<Route, AtomicReferenceArray<Timer>> timers = new ConcurrentHashMap<>();

    /** Its families, for the reference. */
    public static final List<MetricFamily> FAMILIES = List.of(DURATION.whenItHappens(), LONGEST.whenItHappens());

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(HttpServerExchange exchange, long nanos) {
        timer(route(exchange), exchange.getStatusCode()).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Route route(HttpServerExchange exchange) {
        return Router.routeOf(exchange).orElseGet(() -> {
            HttpString method = exchange.getRequestMethod();
            return new Route(KNOWN.contains(method) ? method : OTHER, NO_ROUTE);
        });
    }

    private Timer timer(Route route, int status) {
        AtomicReferenceArray<Timer> byStatus = timers.get(route);
        if (byStatus == null) {
            byStatus = timers.computeIfAbsent(route, added -> new AtomicReferenceArray<>(STATUSES));
        }
        int counted = status < STATUSES ? status : StatusCodes.INTERNAL_SERVER_ERROR;
        Timer timer = byStatus.get(counted);
        if (timer == null) {
            timer = register(route, counted);
            byStatus.set(counted, timer);
        }
        return timer;
    }

    private Timer register(Route route, int status) {
        return Timer.builder(DURATION.name())
                .description(DURATION.description())
                .tag("http_request_method", route.method().toString())
                .tag("http_route", route.template())
                .tag("http_response_status_code", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
