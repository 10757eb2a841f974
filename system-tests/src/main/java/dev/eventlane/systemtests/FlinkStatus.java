package dev.eventlane.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What Flink's REST API says of the one job. */
public final class FlinkStatus {
    private final Client rest;

    public FlinkStatus(URI flink) {
        this.rest = new Client(URI.create(flink.toString().replaceAll("/$", "")));
    }

    public boolean isRunning() {
        return job().get("state").asText().equals("RUNNING");
    }

    /** How often the job went on from a checkpoint, after a failure of its own or of its JobManager. */
    public int restores() {
        return checkpoints("restored");
    }

    /** How many checkpoints of the job failed. */
    public int failedCheckpoints() {
        return checkpoints("failed");
    }

    private int checkpoints(String count) {
        String id = job().get("jid").asText();
        return rest.get("/jobs/" + id + "/checkpoints")
                .body()
                .get("counts")
                .get(count)
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
