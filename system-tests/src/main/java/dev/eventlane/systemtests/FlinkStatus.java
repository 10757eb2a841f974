package dev.eventlane.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.StreamSupport;

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

    /** Flink's ID of the job. */
    public String jobId() {
        return job().get("jid").asText();
    }

    /** How many subtasks the job's operators have. */
    public int parallelism() {
        return StreamSupport.stream(
                        rest.get("/jobs/" + jobId()).body().get("vertices").spliterator(), false)
                .mapToInt(vertex -> vertex.get("parallelism").asInt())
                .max()
                .orElseThrow();
    }

    /**
     * The sum of a counter over all operators and subtasks that have it. Flink collects it every ten seconds.
     *
     * @param name such as {@code states_dropped}
     */
    public long counter(String name) {
        long sum = 0;
        for (JsonNode vertex : rest.get("/jobs/" + jobId()).body().get("vertices")) {
            String metrics =
                    "/jobs/" + jobId() + "/vertices/" + vertex.get("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : rest.get(metrics).body()) {
                String id = metric.get("id").asText();
                if (id.endsWith("." + name)) {
                    JsonNode values = rest.get(
                                    metrics + "?agg=sum&get=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                            .body();
                    sum += values.isEmpty() ? 0 : values.get(0).get("sum").asLong();
                }
            }
        }
        return sum;
    }

    /** How many checkpoints of the job failed. */
    public int failedCheckpoints() {
        return checkpoints("failed");
    }

    private int checkpoints(String count) {
        return rest.get("/jobs/" + jobId() + "/checkpoints")
                .body()
                .get("counts")
                .get(count)
                .asInt();
    }

    /** The last one: those before it were replaced. */
    private JsonNode job() {
        JsonNode jobs = rest.get("/jobs/overview").body().get("jobs");
        return StreamSupport.stream(jobs.spliterator(), false)
                .filter(job -> !job.get("state").asText().equals("FINISHED"))
                .max(Comparator.comparingLong(job -> job.get("start-time").asLong()))
                .orElseThrow(() -> new IllegalStateException("Flink runs no job: " + jobs));
    }
}
