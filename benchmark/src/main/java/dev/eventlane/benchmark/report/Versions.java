package dev.eventlane.benchmark.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventlane.benchmark.http.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What was measured, and with what; each "unknown" where nobody tells.
 *
 * @param system as its own description of its API says
 * @param benchmark this program
 * @param commit of the sources that this program lies in, with "and changes" if files differ from it
 */
public record Versions(String system, String benchmark, String commit) {
    private static final String UNKNOWN = "unknown";
    private static final int OK = 200;
    private static final int SECONDS = 10;

    /**
     * Asks.
     *
     * @param sources the project's folder; where it is no Git repository, the commit is unknown
     */
    public static Versions find(Api api, Path sources) throws InterruptedException {
        String version = Versions.class.getPackage().getImplementationVersion();
        return new Versions(system(api), version == null ? UNKNOWN : version, commit(sources));
    }

    private static String system(Api api) {
        try {
            Api.Reply reply = api.send("GET", "/openapi.json", null);
            JsonNode info = reply.body().path("info");
            return reply.status() == OK && info.has("version")
                    ? info.path("title").asText() + " " + info.path("version").asText()
                    : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit(Path sources) throws InterruptedException {
        try {
            String commit = git(sources, "rev-parse", "HEAD").strip();
            return git(sources, "status", "--porcelain").isBlank() ? commit : commit + " and changes";
        } catch (IOException e) {
            // There is no Git, or no repository.
            return UNKNOWN;
        }
    }

    private static String git(Path sources, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git", "-C", sources.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("git did not answer");
        }
        return output;
    }
}
