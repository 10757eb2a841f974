package dev.eventlane.localstack.service;

import dev.eventlane.localstack.layout.Secret;
import java.util.Map;

/**
 * The API key of the stack's own commands: the probe event, the demo, the benchmark. It belongs to a project of its own, so that
 * what they send is seen in nobody else's.
 *
 * @param secret the key
 * @param file what the user has set API_KEYS_FILE to; empty = nothing
 * @param lines what the user has set API_KEYS to; empty = nothing
 */
public record StackKey(Secret secret, String file, String lines) {
    private static final String LINE = "eventlane-local-stack eventlane-probe read,write sha256:";

    /** What http-ingest and analytics-api are told of it: nothing as long as they let everybody in. */
    public Map<String, String> variables() {
        if (file.isBlank() && lines.isBlank()) {
            return Map.of();
        }
        String own = LINE + secret.sha256Hex();
        return Map.of("API_KEYS", lines.isBlank() ? own : lines + ";" + own);
    }
}
