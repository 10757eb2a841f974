package dev.eventlane.localstack.supervise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.eventlane.localstack.process.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As much of a JobManager's REST API as an upgrade talks to, with failures where a test wants them. */
final class ScriptedJobManager implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNNING = "RUNNING";

    interface OnRun {
        void run(String jobId) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, String> failingJars = new LinkedHashMap<>();
    private final Set<String> failing = new HashSet<>();
    private Path savepoint;
    private String stopFailure;
    private String failure;
    private OnRun onRun = jobId -> {};
    private boolean falls;
    private int runs;
    private int missingSlots;
    private int askedForSlots;
    private final Set<String> notWhole = new HashSet<>();
    private final Set<String> stops = new HashSet<>();
    private boolean endsBeforeCancel;
    private int unansweredStops;
    private int unansweredProgress;
    private int unansweredJobs;

    ScriptedJobManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://" + Loopback.HOST + ":" + server.getAddress().getPort());
    }

    void runs(String jobId) {
        states.put(jobId, RUNNING);
    }

    void hasNoJob() {
        states.clear();
    }

    void savepoint(Path path) {
        savepoint = path;
    }

    void failsToStop(String reason) {
        stopFailure = reason;
    }

    /** Jobs of this jar run, and fail. */
    void failsAtItsStart(String jar, String reason) {
        failingJars.put(jar, reason);
        failure = reason;
    }

    void onRun(OnRun action) {
        onRun = action;
    }

    /** It takes the job, and ends before it says so. */
    void fallsAfterTheNextRun() {
        falls = true;
    }

    /** Its TaskManager is not back yet when it is asked so often. */
    void hasNoSlotsAtFirst(int questions) {
        missingSlots = questions;
    }

    int runs() {
        return runs;
    }

    /** It begins to stop the job when it is asked the first time, and leaves so many requests for that without an answer. */
    void leavesStopsUnanswered(int requests) {
        unansweredStops = requests;
    }

    /** The same for questions how far the stop has come, and, after that, for which jobs there are. */
    void leavesProgressUnanswered(int requests) {
        unansweredProgress = requests;
    }

    /** The next job that is to be cancelled has ended when the request for that comes. */
    void endsJobBeforeItIsCancelled() {
        endsBeforeCancel = true;
    }

    /** A job that runs fails and is started again, over and over. */
    void failsAgainAndAgain(String jobId, String reason) {
        failing.add(jobId);
        failure = reason;
        notWhole.add(jobId);
    }

    /** How many stops were begun. */
    int stops() {
        return stops.size();
    }

    List<String> liveJobs() {
        return states.entrySet().stream()
                .filter(job -> job.getValue().equals(RUNNING))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String answer = answer(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath().split("/"), body);
        if (answer == null) {
            exchange.close();
            return;
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.contains("\"errors\"") ? 409 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Null = the connection ends without an answer. */
    private String answer(String method, String[] path, byte[] body) throws IOException {
        String last = path[path.length - 1];
        return switch (last) {
            case "overview" -> path[1].equals("jobs") ? knownJobs() : slots();
            case "upload" -> "{\"filename\":\"/x/" + jarName(body) + "\"}";
            case "run" -> run(path[2], JSON.readTree(body));
            case "stop" -> stop(JSON.readTree(body).get("triggerId").textValue());
            case "checkpoints" ->
                failing.contains(path[2])
                        ? "{\"latest\":{}}"
                        : "{\"latest\":{\"completed\":{\"latest_ack_timestamp\":1}}}";
            case "exceptions" -> failing.contains(path[2]) ? failures() : "{\"exceptionHistory\":{\"entries\":[]}}";
            default -> other(method, path);
        };
    }

    private String slots() {
        return "{\"slots-total\":" + (askedForSlots++ < missingSlots ? 0 : 4) + "}";
    }

    private String other(String method, String[] path) {
        if (method.equals("PATCH")) {
            return cancel(path[2]);
        }
        if (path.length == 3 && notWhole.contains(path[2])) {
            return "{\"vertices\":[{\"status\":\"CREATED\"}]}";
        }
        return path.length > 3 && path[3].equals("savepoints") ? progress(path[2]) : "{}";
    }

    private String cancel(String jobId) {
        if (endsBeforeCancel) {
            endsBeforeCancel = false;
            states.put(jobId, "FAILED");
            return "{\"errors\":[\"Job cancellation failed because the job has already reached another terminal state\"]}";
        }
        states.put(jobId, "CANCELED");
        return "{}";
    }

    private String stop(String triggerId) {
        stops.add(triggerId);
        return unansweredStops-- > 0 ? null : "{\"request-id\":\"" + triggerId + "\"}";
    }

    private String progress(String jobId) {
        if (unansweredProgress-- > 0) {
            unansweredJobs++;
            return null;
        }
        return stopped(jobId);
    }

    private String knownJobs() {
        boolean hasEnded = states.containsValue("FINISHED");
        return hasEnded && unansweredJobs-- > 0 ? null : jobs();
    }

    private String jobs() {
        List<String> jobs = new ArrayList<>();
        states.forEach((id, state) ->
                jobs.add("{\"jid\":\"%s\",\"name\":\"eventlane\",\"state\":\"%s\"}".formatted(id, state)));
        return "{\"jobs\":[" + String.join(",", jobs) + "]}";
    }

    private String run(String jar, JsonNode request) throws IOException {
        String id = request.get("jobId").textValue();
        runs++;
        states.put(id, RUNNING);
        onRun.run(id);
        if (failingJars.containsKey(jar)) {
            failing.add(id);
        }
        if (falls) {
            falls = false;
            return null;
        }
        return "{\"jobid\":\"" + id + "\"}";
    }

    private String stopped(String jobId) {
        if (stopFailure != null) {
            return "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":\""
                    + stopFailure + "\"}}}";
        }
        states.put(jobId, "FINISHED");
        return "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"" + savepoint.toUri() + "\"}}";
    }

    private String failures() {
        String entry = "{\"stacktrace\":\"Job failed\\nCaused by: " + failure + "\"}";
        return "{\"exceptionHistory\":{\"entries\":[" + String.join(",", entry, entry, entry) + "]}}";
    }

    /** The form names the file. */
    private static String jarName(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("filename=\"") + "filename=\"".length();
        return text.substring(start, text.indexOf('"', start));
    }
}
