package dev.eventlane.http.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.http.CountedRefusals;
import dev.eventlane.http.HttpServer;
import dev.eventlane.http.Json;
import dev.eventlane.http.Router;
import dev.eventlane.http.TestServer;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.http.access.AccessHandler;
import dev.eventlane.http.access.ApiKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.util.Methods;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_line_says_what_was_asked_and_answered_and_nothing_of_what_was_sent() throws Exception {
        try (AccessLog log = AccessLog.open(AccessLogMode.ALL, lines::add, registry);
                HttpServer server = start(log)) {
            send(
                    server,
                    "PUT",
                    "/thing/a%20b?secret=1",
                    "body-secret",
                    "traceparent",
                    TRACEPARENT,
                    "X-API-Key",
                    "secret");
            await().until(() -> lines.size() == 1);
        }

        assertThat(lines.get(0))
                .matches("\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",\"method\":\"PUT\","
                        + "\"route\":\"/thing/\\{id}\",\"path\":\"/thing/a%20b\",\"status\":200,\"duration_ms\":\\d+\\.\\d{1,3},"
                        + "\"bytes_in\":11,\"bytes_out\":32,\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}")
                .doesNotContain("secret");
    }

    @Test
    void a_line_names_the_project_and_the_key_of_who_was_let_in() throws Exception {
        CountedRefusals refusals = new CountedRefusals();
        try (ApiKeys keys = ApiKeys.open(AccessConfig.OPEN, refusals);
                AccessLog log = AccessLog.open(AccessLogMode.ALL, lines::add, registry);
                HttpServer server = HttpServer.start(
                        TestServer.config(Map.of()),
                        refusals,
                        new AccessHandler(keys, refusals, new Router()),
                        List.of(log))) {
            send(server, "GET", "/nothing", "");
            await().until(() -> lines.size() == 1);
        }

        assertThat(lines.get(0)).contains("\"project\":\"default\",\"key\":\"anybody\"");
    }

    @Test
    void what_is_not_there_is_left_out_and_what_is_too_long_is_cut_off() throws Exception {
        try (AccessLog log = AccessLog.open(AccessLogMode.ALL, lines::add, registry);
                HttpServer server = start(log)) {
            send(server, "M".repeat(20), "/" + "x".repeat(2_000), "", "traceparent", "00-0-0-0");
            await().until(() -> lines.size() == 1);
        }

        assertThat(lines.get(0))
                .contains("\"method\":\"" + "M".repeat(16) + "…\"", "\"path\":\"/" + "x".repeat(511) + "…\"")
                .contains("\"status\":404")
                .doesNotContain("route", "trace_id");
    }

    @Test
    void errors_alone_get_a_line_where_only_they_are_asked_for() throws Exception {
        try (AccessLog log = AccessLog.open(AccessLogMode.ERRORS, lines::add, registry);
                HttpServer server = start(log)) {
            send(server, "PUT", "/thing/1", "");
            send(server, "GET", "/nothing", "");
            await().until(() -> !lines.isEmpty());
        }

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("\"path\":\"/nothing\"");
    }

    @Test
    void switched_off_it_writes_nothing() throws Exception {
        try (AccessLog log = AccessLog.open(AccessLogMode.OFF, lines::add, registry);
                HttpServer server = start(log)) {
            send(server, "GET", "/nothing", "");
        }

        assertThat(lines).isEmpty();
    }

    @Test
    void a_log_that_cannot_be_written_holds_up_nobody_and_what_is_left_out_is_counted() throws Exception {
        CountDownLatch full = new CountDownLatch(1);
        try (AccessLog log = AccessLog.open(AccessLogMode.ALL, line -> waitFor(full), registry)) {
            AccessLogEntry entry = new AccessLogEntry(
                    0, "GET", Optional.empty(), "/", 200, 0, 0, 0, Optional.empty(), Optional.empty());
            for (int i = 0; i < 50_000; i++) {
                log.offer(entry);
            }
            full.countDown();
        }

        assertThat(registry.counter("eventlane_access_log_left_out_total").count())
                .isBetween(50_000 - 3 * 4_096.0, 50_000 - 4_096.0);
    }

    @Test
    void a_line_that_cannot_be_written_is_not_the_last_one() {
        AccessLogEntry bad = new AccessLogEntry(
                0, "GET", Optional.empty(), "/bad", 200, 0, 0, 0, Optional.empty(), Optional.empty());
        AccessLogEntry good = new AccessLogEntry(
                0, "GET", Optional.empty(), "/good", 200, 0, 0, 0, Optional.empty(), Optional.empty());
        try (AccessLog log = AccessLog.open(AccessLogMode.ALL, this::addUnlessBad, registry)) {
            log.offer(bad);
            log.offer(bad);
            log.offer(good);
            await().until(() -> lines.size() == 1);
        }

        assertThat(lines.get(0)).contains("/good");
    }

    private void addUnlessBad(String line) {
        if (line.contains("/bad")) {
            throw new IllegalStateException("the appender fails");
        }
        lines.add(line);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServer start(AccessLog log) {
        Router router = new Router();
        router.add(Methods.PUT, "/thing/{id}", exchange -> Json.send(exchange, 200, Json.error("body")));
        return HttpServer.start(TestServer.config(Map.of()), new CountedRefusals(), router, List.of(log));
    }

    private void send(HttpServer server, String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        http.send(request.build(), BodyHandlers.ofString());
    }
}
