package dev.eventlane.ingest.ready;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventlane.http.ready.PartState;
import dev.eventlane.http.ready.ReadyCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether reads can be answered: what analytics-api says of itself and of what it knows. */
public final class ReadsReady implements ReadyCheck {
    private static final String PART = "analytics_api";
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final HttpRequest request;

    public ReadsReady(URI analytics) {
        this.request = HttpRequest.newBuilder(analytics.resolve("/ready"))
                .timeout(ANSWER)
                .build();
    }

    @Override
    public List<String> parts() {
        return List.of(PART);
    }

    @Override
    public List<PartState> ask() {
        try {
            List<PartState> states = new ArrayList<>();
            states.add(PartState.ready(PART));
            states.addAll(parts(http.send(request, BodyHandlers.ofString()).body()));
            return states;
        } catch (IOException e) {
            return List.of(PartState.notReady(PART, "analytics-api does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(PartState.notReady(PART, "interrupted"));
        }
    }

    /** The members of {@code data}, whether all is ready or not. */
    private static List<PartState> parts(String body) throws IOException {
        List<PartState> states = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("data") && value == JsonToken.START_OBJECT) {
                    for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
                        states.add(PartState.of(part, parser.nextTextValue()));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return states;
    }
}
