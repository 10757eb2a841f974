package dev.eventlane.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to one server. Thread-safe; connections are used again. */
final class Transport {
    private final URI baseUrl;
    private final Optional<String> apiKey;
    private final Duration timeout;
    private final HttpClient http;

    Transport(URI baseUrl, Optional<String> apiKey, Duration timeout) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
        this.timeout = timeout;
        // The key must not go to whatever host a redirect names.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** Waits for all of it: a request's own timeout would end with the answer's headers, and its body may stall as well. */
    private static HttpResponse<byte[]> whole(CompletableFuture<HttpResponse<byte[]>> answer, Duration patience)
            throws IOException, InterruptedException {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + patience);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    Answer send(Call call) throws IOException, InterruptedException {
        return send(call, timeout);
    }

    /**
     * Sends it once.
     *
     * @throws IOException if there is no whole answer; the server may have seen the request
     */
    Answer send(Call call, Duration patience) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + call.path()))
                .header("Accept", "application/json")
                .header("User-Agent", "eventlane-java")
                .method(
                        call.method(),
                        call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        apiKey.ifPresent(key -> request.header("X-API-Key", key));
        call.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
        if (call.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> response = whole(http.sendAsync(request.build(), BodyHandlers.ofByteArray()), patience);
        return Answer.of(
                response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
    }
}
