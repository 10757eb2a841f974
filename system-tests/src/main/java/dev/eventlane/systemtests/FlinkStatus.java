package dev.eventlane.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;

/** What Flink's REST API says of the one job. */
public final class FlinkStatus {
    private final Client rest;

    public FlinkStatus(URI flink) {
        this.rest = new Client(URI.create(flink.toString().replaceAll("/$", "")));
    }

    public boolean isRunning() {
        return job().get("state").asText().equals("RUNNING");
    }

    /** How often the job was restarted after a failure since its JobManager started. */
    public int restarts() {
        String id = job().get("jid").asText();
        // Metrics are collected in the background after they were first asked for.
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> rest.get("/jobs/" + id + "/metrics?get=numRestarts")
                                .body(),
                        metrics -> !metrics.isEmpty())
                .get(0)
                .get("value")
                .asInt();
    }

    /** How many checkpoints of the job failed. */
    public int failedCheckpoints() {
        String id = job().get("jid").asText();
        return rest.get("/jobs/" + id + "/checkpoints")
                .body()
                .get("counts")
                .get("failed")
                .asInt();
    }

    private JsonNode job() {
        JsonNode jobs = rest.get("/jobs/overview").body().get("jobs");
        for (JsonNode job : jobs) {
            if (!job.get("state").asText().equals("FINISHED")) {
                return job;
            }
        }
        throw new IllegalStateException("Flink runs no job: " + jobs);
    }
}
