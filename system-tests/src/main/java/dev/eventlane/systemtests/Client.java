package dev.eventlane.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A client of the HTTP API as a user would write it. Thread-safe. */
public final class Client {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Duration timeout;
    private final Optional<String> apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public Client(URI base) {
        this(base, TIMEOUT);
    }

    /**
     * A client with connections of its own.
     *
     * @param timeout how long it waits for an answer
     */
    public Client(URI base, Duration timeout) {
        this(base, timeout, Optional.empty());
    }

    private Client(URI base, Duration timeout, Optional<String> apiKey) {
        this.base = base;
        this.timeout = timeout;
        this.apiKey = apiKey;
    }

    /** A client that sends this API key. */
    public static Client withKey(URI base, String apiKey) {
        return new Client(base, TIMEOUT, Optional.of(apiKey));
    }

    /** An answer; the body as JSON. */
    public record Answer(int status, JsonNode body) {
        public JsonNode data() {
            return body.get("data");
        }
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    private Answer send(String method, String path, String body) {
        try {
            return trySend(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " was not answered", e);
        }
    }

    /**
     * Sends a request that may find nobody listening.
     *
     * @throws IOException if there is no answer
     */
    public Answer trySend(String method, String path, String body) throws IOException {
        return trySend(method, path, body, Optional.empty());
    }

    /**
     * As {@link #trySend(String, String, String)}, as the operation that the key names.
     *
     * @param body {@code null} = none
     * @param idempotencyKey empty = none
     */
    public Answer trySend(String method, String path, String body, Optional<String> idempotencyKey) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        idempotencyKey.ifPresent(key -> request.header("Idempotency-Key", key));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
