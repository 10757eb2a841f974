package dev.eventlane.localstack.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP with a JobManager. */
final class JsonHttp {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** The REST API is up before its JobManager leads. */
    private static final int NO_LEADER = 503;

    private static final int SERVER_ERRORS = 5;

    private static final int ERROR_CHARACTERS_SHOWN = 600;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private JsonHttp() {}

    static JsonNode get(URI uri, Duration bound) {
        return sendRepeatable(HttpRequest.newBuilder(uri).timeout(bound).build());
    }

    static JsonNode post(URI uri, Object body, Duration bound) {
        return send(postOf(uri, body, bound));
    }

    /** A request that does nothing more when it is sent again. */
    static JsonNode postRepeatable(URI uri, Object body, Duration bound) {
        return sendRepeatable(postOf(uri, body, bound));
    }

    private static HttpRequest postOf(URI uri, Object body, Duration bound) {
        try {
            return HttpRequest.newBuilder(uri)
                    .timeout(bound)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON: " + body, e);
        }
    }

    static JsonNode send(HttpRequest request) {
        return send(request, false);
    }

    /** An error of the server is no answer: Flink gives one when its own parts do not hear of each other in time. */
    private static JsonNode sendRepeatable(HttpRequest request) {
        return send(request, true);
    }

    private static JsonNode send(HttpRequest request, boolean repeatable) {
        String what = request.method() + " " + request.uri();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status == NO_LEADER) {
                throw new FlinkUnreachableException("%s was answered with 503: there is no leader".formatted(what));
            }
            if (status / 100 != 2) {
                String refusal = "%s was answered with %d: %s".formatted(what, status, reason(answer.body()));
                throw repeatable && status / 100 == SERVER_ERRORS
                        ? new FlinkUnreachableException(refusal)
                        : new FlinkRestException(refusal);
            }
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new FlinkUnreachableException("%s was not answered: %s".formatted(what, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkRestException("interrupted during " + what, e);
        }
    }

    /** Flink answers with stack traces: what was wrong is in their last line of a cause. */
    private static String reason(String body) throws IOException {
        try {
            JsonNode errors = MAPPER.readTree(body).path("errors");
            return shortened(
                    errors.isEmpty()
                            ? body
                            : StackTrace.rootCause(errors.get(errors.size() - 1).asText()));
        } catch (JsonProcessingException e) {
            return shortened(body);
        }
    }

    private static String shortened(String body) {
        return body.length() <= ERROR_CHARACTERS_SHOWN ? body : body.substring(0, ERROR_CHARACTERS_SHOWN) + "…";
    }
}
