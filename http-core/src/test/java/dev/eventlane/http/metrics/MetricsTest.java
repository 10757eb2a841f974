package dev.eventlane.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.http.HttpServer;
import dev.eventlane.http.Json;
import dev.eventlane.http.RefusalCounts.Reason;
import dev.eventlane.http.Router;
import dev.eventlane.http.TestServer;
import io.undertow.util.Methods;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exposition of a server that runs. */
class MetricsTest {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern DECLARATION =
            Pattern.compile("# (HELP (" + NAME + ") .*|TYPE (" + NAME + ") (counter|gauge|histogram|summary))");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(\\{" + label() + "(," + label()
            + ")*,?\\})? (NaN|[+-]Inf|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?)");

    private final HttpClient http = HttpClient.newHttpClient();
    private Metrics metrics;
    private HttpServer server;

    @BeforeEach
    void start() {
        metrics = new Metrics();
        Router router = new Router();
        router.add(Methods.GET, "/thing/{id}", exchange -> Json.send(exchange, 200, Json.error("none")));
        router.add(Methods.PUT, "/thing/{id}", exchange -> {
            throw new IllegalStateException("told nobody");
        });
        metrics.addTo(router);
        server = HttpServer.start(TestServer.config(Map.of()), metrics.refusals(), router, List.of(metrics.requests()));
        metrics.show(server);
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void the_exposition_is_prometheus_text() throws Exception {
        send("GET", "/thing/1");

        HttpResponse<String> answer = send("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).endsWith("\n");
        Set<String> declared = new TreeSet<>();
        for (String line : answer.body().lines().toList()) {
            Matcher declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                declared.add(declaration.group(2) == null ? declaration.group(3) : declaration.group(2));
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(declared)
                        .as(line)
                        .containsAnyOf(sample.group(1), sample.group(1).replaceFirst("_(bucket|count|sum)$", ""));
            }
        }
    }

    @Test
    void what_is_shown_is_documented_and_what_is_documented_is_shown() throws Exception {
        System.gc();
        send("GET", "/thing/1");
        metrics.refusals().count(Reason.RATE, "shop");
        await().until(() -> shown().contains("http_server_request_duration_seconds histogram"));

        assertThat(documented(true)).containsAll(shown());
        assertThat(shown()).containsAll(documented(false));
    }

    @Test
    void requests_are_counted_by_route_and_never_by_path() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("GET", "/thing/" + i);
        }
        send("PUT", "/thing/1");
        send("POST", "/thing/1");
        send("GET", "/made/up");
        send("MADEUP", "/thing/1");

        await().untilAsserted(() -> assertThat(counts())
                .contains(
                        "GET /thing/{id} 200 3",
                        "PUT /thing/{id} 500 1",
                        "POST none 405 1",
                        "GET none 404 1",
                        "_OTHER none 405 1"));
        assertThat(send("GET", "/metrics").body()).doesNotContain("made", "MADEUP", "/thing/1");
    }

    @Test
    void open_connections_are_shown() throws Exception {
        assertThat(send("GET", "/metrics").body()).containsPattern("\nhttp_server_open_connections 1(\\.0)?\n");
    }

    private Set<String> shown() throws Exception {
        return Pattern.compile("^# TYPE (\\S+ \\S+)$", Pattern.MULTILINE)
                .matcher(send("GET", "/metrics").body())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> documented(boolean alsoWhatMayHappen) {
        return Metrics.FAMILIES.stream()
                .filter(family -> alsoWhatMayHappen || family.presence() == MetricFamily.Presence.ALWAYS)
                .map(family -> family.name() + " " + family.type().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** How many requests there were, as {@code method route status count}. */
    private List<String> counts() throws Exception {
        return Pattern.compile(
                        "^http_server_request_duration_seconds_count\\{http_request_method=\"(.*?)\","
                                + "http_response_status_code=\"(.*?)\",http_route=\"(.*?)\",?\\} (\\S+)$",
                        Pattern.MULTILINE)
                .matcher(send("GET", "/metrics").body())
                .results()
                .map(match -> match.group(1) + " " + match.group(3) + " " + match.group(2) + " " + match.group(4))
                .toList();
    }

    private static String label() {
        return "[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\]|\\\\[\"n\\\\])*\"";
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
