package dev.eventlane.localstack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Eventlane's HTTP API, as any client sees it. Every call fails with a {@link LocalStackException} when it is not answered. */
public final class EventApi {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final URI base;
    private final String apiKey;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /**
     * A client of the API.
     *
     * @param base its address, without a slash at its end
     * @param apiKey sent whether one is asked for or not; never logged
     */
    public EventApi(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    public Answer create(Object event) {
        return send("POST", "/event/", json(event));
    }

    public Answer update(String id, Object changes) {
        return send("PUT", "/event/" + id, json(changes));
    }

    public Answer delete(String id) {
        return send("DELETE", "/event/" + id, BodyPublishers.noBody());
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    private Answer send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + apiKey)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), tree(answer.body()));
        } catch (IOException e) {
            throw new LocalStackException("%s %s%s was not answered: %s".formatted(method, base, path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted during %s %s%s".formatted(method, base, path), e);
        }
    }

    private static BodyPublisher json(Object value) {
        try {
            return BodyPublishers.ofString(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON: " + value, e);
        }
    }

    private static JsonNode tree(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
