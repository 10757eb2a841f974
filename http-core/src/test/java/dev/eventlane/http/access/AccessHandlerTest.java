package dev.eventlane.http.access;

import static dev.eventlane.http.access.TestKeys.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.config.Settings;
import dev.eventlane.http.CountedRefusals;
import dev.eventlane.http.Json;
import dev.eventlane.http.TestServer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessHandlerTest {
    private static final String KEYS = String.join(
            ";",
            line("reader", "shop", "read", "key-r"),
            line("writer", "shop", "write", "key-w"),
            line("other", "blog", "read,write", "key-o"),
            line("slow", "shop", "read", "key-s") + " rate=1/h burst=2",
            line("few", "shop", "read,write", "key-f") + " quota=2/d");

    @ParameterizedTest
    @CsvSource({
        "GET,    /event/1, key-r, 200",
        "GET,    /event/1, key-w, 403",
        "POST,   /events,  key-r, 403",
        "PUT,    /event/1, key-r, 403",
        "DELETE, /event/1, key-r, 403",
        "DELETE, /event/1, key-w, 200",
        "PATCH,  /nothing, key-r, 403",
        "GET,    /event/1, key-x, 401",
        "GET,    /nothing, key-x, 401",
        "GET,    /health/, key-x, 401",
        "GET,    /event/1, '',    401",
    })
    void a_key_opens_what_it_has_the_right_to(String method, String path, String key, int status) {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            assertThat(server.send(method, path, "X-API-Key", key).statusCode()).isEqualTo(status);
            assertThat(server.send(method, path, "Authorization", "bearer " + key)
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/healthz", "/ping", "/ready", "/openapi.json", "/docs", "/docs/x.js", "/metrics"})
    void what_tells_of_no_project_is_open(String path) {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            assertThat(server.send("GET", path).body()).contains("nobody");
        }
    }

    @Test
    void the_project_is_that_of_the_key_and_nothing_else() {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            HttpResponse<String> answer = server.send(
                    "GET", "/event/1?project_id=blog", "X-API-Key", "key-r", "X-Project-Id", "blog", "Project", "blog");

            assertThat(answer.body()).isEqualTo(project("shop"));
            assertThat(server.send("GET", "/event/1", "X-API-Key", "key-o").body())
                    .isEqualTo(project("blog"));
        }
    }

    @Test
    void without_keys_everybody_is_in_the_default_project_whatever_key_is_sent() {
        try (TestServer server = start(Map.of())) {
            assertThat(server.send("DELETE", "/event/1").body()).isEqualTo(project("default"));
            assertThat(server.send("GET", "/event/1", "X-API-Key", "x").body()).isEqualTo(project("default"));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-API-Key, evl_x", "Authorization, Bearer evl_x"})
    void without_keys_one_of_ours_is_refused_since_its_project_would_not_be_asked(String header, String value) {
        try (TestServer server = start(Map.of())) {
            HttpResponse<String> answer = server.send("GET", "/event/1", header, value);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"no API keys are configured here\"}");
            assertThat(server.send("GET", "/health", header, value).statusCode())
                    .isEqualTo(200);
            assertThat(server.refusals().counts()).isEqualTo(Map.of("unknown_key ", 1L));
        }
    }

    @Test
    void a_refusal_says_what_to_do_in_the_form_of_the_route() {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            HttpResponse<String> missing = server.send("GET", "/event/1");
            HttpResponse<String> unknown = server.send("POST", "/events", "X-API-Key", "x");
            HttpResponse<String> forbidden = server.send("POST", "/event", "X-API-Key", "key-r");

            assertThat(missing.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"an API key is required: send it as Authorization: Bearer … or X-API-Key: …\"}");
            assertThat(missing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"eventlane\"");
            assertThat(unknown.body()).isEqualTo("{\"error\":\"the API key is not known\"}");
            assertThat(unknown.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"eventlane\"");
            assertThat(forbidden.body())
                    .isEqualTo("{\"success\":false,\"error\":\"the API key lacks the right to write\"}");
            assertThat(server.refusals().counts())
                    .isEqualTo(Map.of("no_key ", 1L, "unknown_key ", 1L, "no_right reader", 1L));
        }
    }

    @Test
    void a_rate_is_each_keys_own_and_told_on_every_answer() {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            HttpResponse<String> first = server.send("GET", "/event/1", "X-API-Key", "key-s");
            server.send("GET", "/event/1", "X-API-Key", "key-s");
            HttpResponse<String> third = server.send("GET", "/event/1", "X-API-Key", "key-s");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(limits(first)).isEqualTo("2 1 none");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(limits(third)).matches("2 0 3[56]\\d\\d");
            assertThat(third.body())
                    .isEqualTo("{\"success\":false,\"error\":\"more than 1/h requests came; send this again later\"}");
            assertThat(limits(server.send("GET", "/event/1", "X-API-Key", "key-r")))
                    .isEqualTo("none none none");
            assertThat(server.refusals().counts()).isEqualTo(Map.of("rate slow", 1L));
        }
    }

    @Test
    void a_quota_counts_what_is_written() {
        try (TestServer server = start(Map.of("API_KEYS", KEYS))) {
            assertThat(limits(server.send("GET", "/event/1", "X-API-Key", "key-f")))
                    .isEqualTo("2 2 none");
            assertThat(limits(server.send("DELETE", "/event/1", "X-API-Key", "key-f")))
                    .isEqualTo("2 1 none");
            server.send("DELETE", "/event/1", "X-API-Key", "key-f");
            HttpResponse<String> third = server.send("DELETE", "/event/1", "X-API-Key", "key-f");

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.body())
                    .isEqualTo(
                            "{\"success\":false,\"error\":\"quota of 2/d events is used up; send this again later\"}");
            assertThat(Integer.parseInt(header(third, "Retry-After"))).isBetween(1, 86_400);
            assertThat(server.send("GET", "/event/1", "X-API-Key", "key-f").statusCode())
                    .isEqualTo(200);
            assertThat(server.refusals().counts()).isEqualTo(Map.of("quota few", 1L));
        }
    }

    @Test
    void without_keys_one_limit_holds_for_all() {
        try (TestServer server = start(Map.of("RATE_LIMIT", "1/h"))) {
            assertThat(server.send("GET", "/event/1").statusCode()).isEqualTo(200);
            assertThat(server.send("GET", "/event/1", "X-API-Key", "x").statusCode())
                    .isEqualTo(429);
            assertThat(server.send("GET", "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void the_limits_of_the_server_are_those_of_keys_without_their_own() {
        try (TestServer server = start(Map.of("API_KEYS", KEYS, "RATE_LIMIT", "5/h"))) {
            assertThat(limits(server.send("GET", "/event/1", "X-API-Key", "key-r")))
                    .isEqualTo("5 4 none");
            assertThat(limits(server.send("GET", "/event/1", "X-API-Key", "key-o")))
                    .isEqualTo("5 4 none");
            assertThat(limits(server.send("GET", "/event/1", "X-API-Key", "key-s")))
                    .isEqualTo("2 1 none");
        }
    }

    private static TestServer start(Map<String, String> variables) {
        CountedRefusals refusals = new CountedRefusals();
        ApiKeys keys = ApiKeys.open(AccessConfig.from(Settings.of(variables)), refusals);
        return TestServer.start(Map.of(), refusals, new AccessHandler(keys, refusals, AccessHandlerTest::answer));
    }

    /** Tells the project, and counts a DELETE as an event. */
    private static void answer(HttpServerExchange exchange) {
        if (exchange.getRequestPath().equals("/event/1")
                || exchange.getRequestPath().equals("/event")) {
            Optional<String> refused = exchange.getRequestMethod().toString().equals("DELETE")
                    ? RateLimit.refuseEvents(exchange, 1)
                    : Optional.empty();
            if (refused.isPresent()) {
                Json.send(exchange, StatusCodes.TOO_MANY_REQUESTS, Json.error(refused.get()));
            } else {
                Json.send(exchange, StatusCodes.OK, Json.error(Project.of(exchange)));
            }
        } else {
            Json.send(exchange, StatusCodes.OK, Json.error("nobody"));
        }
    }

    private static String project(String project) {
        return "{\"success\":false,\"error\":\"" + project + "\"}";
    }

    private static String limits(HttpResponse<String> answer) {
        return String.join(
                " ",
                header(answer, "X-RateLimit-Limit"),
                header(answer, "X-RateLimit-Remaining"),
                header(answer, "Retry-After"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }
}
