package dev.eventlane.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An HTTP server that keeps every batch, and accepts it when it is allowed to; or refuses all for an hour. */
final class BatchServer implements AutoCloseable {
    private final List<JsonNode> batches = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayAnswer;
    private final int status;
    private final HttpServer server;

    private BatchServer(int status, CountDownLatch mayAnswer) throws IOException {
        this.status = status;
        this.mayAnswer = mayAnswer;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/events/batch", this::serve);
        server.start();
    }

    static BatchServer accepting() throws IOException {
        return new BatchServer(202, new CountDownLatch(0));
    }

    /** Answers nothing before {@link #answer}. */
    static BatchServer silent() throws IOException {
        return new BatchServer(202, new CountDownLatch(1));
    }

    static BatchServer refusing() throws IOException {
        return new BatchServer(503, new CountDownLatch(0));
    }

    void answer() {
        mayAnswer.countDown();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many items each batch has. */
    List<Integer> sizes() {
        return batches.stream().map(JsonNode::size).toList();
    }

    /** Of all items, in the order in which they came. */
    List<UUID> ids() {
        return batches.stream()
                .flatMap(JsonNode::valueStream)
                .map(item -> UUID.fromString(item.get("id").textValue()))
                .toList();
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode items = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        batches.add(items);
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            // The test is over.
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Retry-After", "3600");
        String results = IntStream.range(0, items.size())
                .mapToObj(index -> "{\"index\":" + index + ",\"status\":\"accepted\"}")
                .collect(Collectors.joining(",", "{\"results\":[", "]}"));
        byte[] body = (status == 202 ? results : "{}").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
