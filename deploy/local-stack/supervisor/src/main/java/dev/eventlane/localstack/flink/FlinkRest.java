package dev.eventlane.localstack.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A JobManager's REST API. Every call fails with a {@link FlinkRestException} when it is not answered with success.
 *
 * @param address without a slash at its end
 */
public record FlinkRest(URI address) {
    /** On a cluster that others use too, only the job of this name is ours: no other one is adopted or stopped. */
    private static final String OUR_JOB = "eventlane";

    private static final String NO_TASK_MANAGER = "NoResourceAvailableException";
    private static final int FAILURES_SHOWN = 5;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONG_ANSWER = Duration.ofSeconds(60);

    /** Whether the cluster has slots; false also when it cannot be asked. */
    public boolean hasTaskManager() {
        try {
            return get("/overview").path("taskmanagers").asInt() > 0;
        } catch (FlinkRestException e) {
            return false;
        }
    }

    /** Our jobs, whatever became of them; the cluster may have others. */
    public List<JobState> jobs() {
        return StreamSupport.stream(get("/jobs/overview").path("jobs").spliterator(), false)
                .map(job -> new JobState(
                        job.path("jid").asText(),
                        job.path("name").asText(),
                        job.path("state").asText()))
                .filter(job -> job.name().equals(OUR_JOB))
                .toList();
    }

    /** Our job, if it runs or will run again by itself. */
    public Optional<JobState> liveJob() {
        return jobs().stream().filter(JobState::isLive).findFirst();
    }

    /** When the last checkpoint of the job was completed; empty when there was none yet. */
    public Optional<Instant> lastCheckpoint(String jobId) {
        JsonNode at = get("/jobs/" + jobId + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("latest_ack_timestamp");
        return at.isIntegralNumber() ? Optional.of(Instant.ofEpochMilli(at.asLong())) : Optional.empty();
    }

    /** Hands the jar to the JobManager; the ID by which it can be run. */
    public String upload(Path jar) {
        try {
            Multipart form = Multipart.of("jarfile", jar);
            JsonNode answer = JsonHttp.send(HttpRequest.newBuilder(uri("/jars/upload"))
                    .timeout(LONG_ANSWER)
                    .header("Content-Type", form.contentType())
                    .POST(form.body())
                    .build());
            return Path.of(answer.path("filename").asText()).getFileName().toString();
        } catch (FileNotFoundException e) {
            throw new FlinkRestException(jar + " is not there", e);
        }
    }

    /** Forgets an uploaded jar; jobs that run from it are not affected. */
    public void delete(String jarId) {
        JsonHttp.send(HttpRequest.newBuilder(uri("/jars/" + jarId))
                .timeout(ANSWER)
                .DELETE()
                .build());
    }

    /** Starts a job from an uploaded jar. */
    void run(String jarId, SubmittedJob job) {
        Map<String, Object> request = new HashMap<>();
        request.put("jobId", job.id());
        request.put("programArgsList", job.program().arguments());
        request.put("parallelism", job.program().parallelism());
        if (job.snapshot() != null) {
            request.put("savepointPath", job.snapshot().toUri().toString());
        }
        JsonHttp.post(uri("/jars/" + jarId + "/run"), request, LONG_ANSWER);
    }

    /** Ends a job without a savepoint. */
    public void cancel(String jobId) {
        JsonHttp.send(HttpRequest.newBuilder(uri("/jobs/" + jobId + "?mode=cancel"))
                .timeout(ANSWER)
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** How many subtasks the operators of a job have. */
    public int parallelism(String jobId) {
        return StreamSupport.stream(get("/jobs/" + jobId).path("vertices").spliterator(), false)
                .mapToInt(vertex -> vertex.path("parallelism").asInt())
                .max()
                .orElse(0);
    }

    /** Whether every subtask of a job runs: before that, it cannot be stopped with a savepoint. */
    public boolean runsWhole(String jobId) {
        return StreamSupport.stream(get("/jobs/" + jobId).path("vertices").spliterator(), false)
                .allMatch(vertex -> vertex.path("status").asText().equals("RUNNING"));
    }

    /** The most subtasks that an operator can have on this cluster. */
    public int slots() {
        return get("/overview").path("slots-total").asInt();
    }

    /** How a job failed. That it found no TaskManager is no failure of the job. */
    public JobFailures failures(String jobId) {
        JsonNode entries = get("/jobs/" + jobId + "/exceptions?maxExceptions=" + FAILURES_SHOWN)
                .path("exceptionHistory")
                .path("entries");
        return new JobFailures(StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> StackTrace.rootCause(entry.path("stacktrace").asText()))
                .filter(cause -> !cause.contains(NO_TASK_MANAGER))
                .toList());
    }

    /**
     * Asks a job to stop with a savepoint.
     *
     * @param requestId chosen by the caller, 32 hexadecimal digits: asked with it again, Flink does nothing new
     */
    public void stop(String jobId, String requestId, Path savepoints) {
        Map<String, Object> request =
                Map.of("drain", false, "targetDirectory", savepoints.toUri().toString(), "triggerId", requestId);
        JsonHttp.postRepeatable(uri("/jobs/" + jobId + "/stop"), request, ANSWER);
    }

    /** How far a stop has come. */
    public SavepointProgress progress(String jobId, String requestId) {
        JsonNode answer = get("/jobs/" + jobId + "/savepoints/" + requestId);
        if (!answer.path("status").path("id").asText().equals("COMPLETED")) {
            return new SavepointProgress.Pending();
        }
        JsonNode operation = answer.path("operation");
        return operation.has("location")
                ? new SavepointProgress.Done(operation.path("location").asText())
                : new SavepointProgress.Failed(StackTrace.rootCause(
                        operation.path("failure-cause").path("stack-trace").asText("no reason given")));
    }

    private JsonNode get(String path) {
        return JsonHttp.get(uri(path), ANSWER);
    }

    private URI uri(String path) {
        return URI.create(address + path);
    }
}
