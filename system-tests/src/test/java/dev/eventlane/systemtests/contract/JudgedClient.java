package dev.eventlane.systemtests.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends requests and holds every answer against the document that the server itself gives. */
final class JudgedClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final String apiKey;
    private final HttpClient http;
    private final OpenApiDocument document;
    private final Set<String> seen = new HashSet<>();
    private final List<String> differences = new ArrayList<>();

    private JudgedClient(URI base, String apiKey, HttpClient http, OpenApiDocument document) {
        this.base = base;
        this.apiKey = apiKey;
        this.http = http;
        this.document = document;
    }

    /** Has this key, unless a request names another. */
    static JudgedClient of(URI base, String apiKey) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/openapi.json")).build();
        return new JudgedClient(
                base,
                apiKey,
                http,
                new OpenApiDocument(http.send(request, BodyHandlers.ofString()).body()));
    }

    OpenApiDocument document() {
        return document;
    }

    /** Every answer that came, as {@link OpenApiDocument#answers()} names it. */
    Set<String> seen() {
        return seen;
    }

    /** What the document has against the answers that came, and those that were not expected. */
    List<String> differences() {
        return differences;
    }

    /** An answer of this status to a request that the document knows. */
    HttpResponse<String> expect(int status, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body, headers);
        OpenApiDocument.Operation operation =
                document.operation(method, answer.uri().getRawPath());
        note(operation.judge(answer), answer);
        if (answer.statusCode() != status) {
            note(List.of("the status is not " + status), answer);
        } else if (status == 202 && body != null && headers.length == 0) {
            note(operation.judgeBody(body), answer);
        }
        seen.add(operation.name() + " " + answer.statusCode());
        return answer;
    }

    /** An error for what the document does not know. */
    void expectOutside(int status, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        note(document.judgeError(answer.body()), answer);
        if (answer.statusCode() != status) {
            note(List.of("the status is not " + status), answer);
        }
    }

    private void note(List<String> wrong, HttpResponse<String> answer) {
        String body = answer.body().substring(0, Math.min(200, answer.body().length()));
        wrong.forEach(what -> differences.add(answer.request().method() + " "
                + answer.uri().getRawPath() + " " + answer.statusCode() + ": " + what + ", in " + body));
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.setHeader("X-API-Key", apiKey);
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
