package dev.eventlane.analytics.ready;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.http.ready.PartState;
import dev.eventlane.http.ready.ReadyCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether what is written becomes readable: the job runs, and completes checkpoints, with each of which rows become visible. A job
 * that works through a backlog does both, so this says nothing of how far behind it is.
 */
public final class FlinkJobReady implements ReadyCheck {
    private static final String PART = "flink_job";
    private static final String OUR_JOB = "eventlane";
    private static final String RUNNING = "RUNNING";
    private static final int OK = 200;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** How long a checkpoint may take beyond three intervals; after a crash the job is back in less. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<URI> flink;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /**
     * Asks the JobManager.
     *
     * @param flink its REST API; empty = it is not known
     */
    public FlinkJobReady(Optional<URI> flink, Clock clock) {
        this.flink = flink;
        this.clock = clock;
    }

    @Override
    public List<String> parts() {
        return List.of(PART);
    }

    @Override
    public List<PartState> ask() {
        return List.of(flink.map(this::state).orElseGet(() -> PartState.unknown(PART, "FLINK_REST_URL is not set")));
    }

    private PartState state(URI address) {
        try {
            Optional<String> job = runningJob(address);
            if (job.isEmpty()) {
                return PartState.notReady(PART, "it does not run");
            }
            return freshness(address.resolve("/jobs/" + job.get() + "/checkpoints"));
        } catch (IOException e) {
            return PartState.notReady(PART, "Flink does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PartState.notReady(PART, "interrupted");
        }
    }

    private Optional<String> runningJob(URI address) throws IOException, InterruptedException {
        for (JsonNode job : get(address.resolve("/jobs/overview")).path("jobs")) {
            if (job.path("name").asText().equals(OUR_JOB)
                    && job.path("state").asText().equals(RUNNING)) {
                return Optional.of(job.path("jid").asText());
            }
        }
        return Optional.empty();
    }

    private PartState freshness(URI checkpoints) throws IOException, InterruptedException {
        JsonNode completed = get(checkpoints).path("latest").path("completed").path("latest_ack_timestamp");
        if (!completed.isIntegralNumber()) {
            return PartState.notReady(PART, "it has not completed a checkpoint yet");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(completed.asLong()), clock.instant());
        Duration interval = Duration.ofMillis(
                get(URI.create(checkpoints + "/config")).path("interval").asLong());
        return age.compareTo(interval.multipliedBy(3).plus(PATIENCE)) <= 0
                ? PartState.ready(PART)
                : PartState.notReady(PART, "its last checkpoint was completed " + age.toSeconds() + " s ago");
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).timeout(ANSWER).build(), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("GET " + uri + " was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
