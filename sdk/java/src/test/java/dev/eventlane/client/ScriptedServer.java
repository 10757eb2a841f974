package dev.eventlane.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that expects the requests of a case, in order, answers what it says, and remembers what was different. */
final class ScriptedServer implements AutoCloseable {
    private final JsonNode requests;
    private final Variables variables;
    private final List<String> differences = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int seen;

    ScriptedServer(JsonNode requests, Variables variables) throws IOException {
        this.requests = requests;
        this.variables = variables;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Fails unless exactly what was expected came. */
    synchronized void check() {
        assertThat(differences).isEmpty();
        assertThat(seen).as("requests that came").isEqualTo(requests.size());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode answer = answer(exchange, exchange.getRequestBody().readAllBytes());
        if (!answer.isObject()) {
            // Without an answer: the connection is closed.
            exchange.close();
            return;
        }
        byte[] content = (answer.has("body")
                        ? answer.get("body").toString()
                        : answer.get("text").textValue())
                .getBytes(UTF_8);
        for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue().textValue());
        }
        exchange.sendResponseHeaders(answer.get("status").intValue(), content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    private synchronized JsonNode answer(HttpExchange exchange, byte[] body) throws IOException {
        if (seen == requests.size()) {
            differences.add("nothing more was expected, but there came " + exchange.getRequestMethod() + " "
                    + exchange.getRequestURI() + " " + new String(body, UTF_8));
            return Json.MAPPER.createObjectNode().put("status", 418).put("text", "nothing more was expected");
        }
        JsonNode expected = requests.get(seen++);
        compare("method", expected.get("method"), TextNode.valueOf(exchange.getRequestMethod()));
        compare(
                "path",
                expected.get("path"),
                TextNode.valueOf(exchange.getRequestURI().getRawPath()));
        compare(
                "query",
                expected.has("query") ? expected.get("query") : Json.MAPPER.createObjectNode(),
                query(exchange.getRequestURI().getRawQuery()));
        compare(
                "body",
                expected.has("body") ? expected.get("body") : JsonNodeFactory.instance.nullNode(),
                body.length == 0 ? null : Json.MAPPER.readTree(body));
        for (Map.Entry<String, JsonNode> header : expected.path("headers").properties()) {
            String value = exchange.getRequestHeaders().getFirst(header.getKey());
            compare(header.getKey(), header.getValue(), value == null ? null : TextNode.valueOf(value));
        }
        for (JsonNode name : expected.path("absent_headers")) {
            if (exchange.getRequestHeaders().containsKey(name.textValue())) {
                differences.add("request " + seen + " has the header " + name);
            }
        }
        return variables.fill(expected.get("answer"));
    }

    private void compare(String what, JsonNode expected, JsonNode actual) {
        if (!variables.matches(expected, actual)) {
            differences.add("request " + seen + ": " + what + " is " + actual + ", not " + expected);
        }
    }

    private static ObjectNode query(String query) {
        ObjectNode parameters = Json.MAPPER.createObjectNode();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return parameters;
    }
}
