package dev.eventlane.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document says what the servers do: every kind of answer that it lists is provoked and held against it. */
class OpenApiITCase {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String ID = "0195d6a0-0000-7000-8000-00000000000a";
    private static final String CREATE = "{\"conversation_id\":\"contract\",\"event_name\":\"event_a\"}";
    private static final String COLLECT =
            "{\"event_type\":\"page_view\",\"source\":\"s\",\"created_at\":\"2026-03-27T12:00:00Z\"}";

    /** What needs half a minute of patience. */
    private static final String NOT_PROVOKED = "408";

    /** On the same machine it needs no key. */
    private static final String OPEN_HERE = "GET /metrics";

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static JudgedClient client;

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.start(StackConfig.onRandomPorts(folder)
                .withEnvironment("MAX_BODY_BYTES", "100KiB")
                .withEnvironment(
                        "API_KEYS",
                        String.join(
                                ";",
                                key("all", "read,write"),
                                key("reader", "read"),
                                key("writer", "write"),
                                key("spent", "read,write") + " rate=1/d"))
                .withJobSetting("PENDING_TTL", "1s")
                .withJobSetting("SOURCE_QUIET_AFTER", "1s"));
        client = JudgedClient.of(stack.baseUrl(), "all");
    }

    /** One that is its own name. */
    private static String key(String name, String rights) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        return name + " default " + rights + " sha256:" + HexFormat.of().formatHex(hash);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_answer_is_as_the_document_says_and_every_answer_that_it_lists_exists() throws Exception {
        write();
        read();
        serve();
        breakRules();
        comeWithoutLeave();
        loseServers();

        assertThat(client.differences()).isEmpty();
        Set<String> unseen = new TreeSet<>(client.document().answers());
        unseen.removeAll(client.seen());
        unseen.removeIf(answer -> answer.endsWith(NOT_PROVOKED) || answer.matches(OPEN_HERE + " (401|403|429)"));
        assertThat(unseen).isEmpty();
    }

    private static void write() throws Exception {
        String everyField =
                """
                {"id":"%s","conversation_id":"contract","conversation_metadata":"{}","event_name":"event_a","source":"web",
                 "user_id":"u1","value":1.5,"error":"boom","latency":150.5,"input":"Hello","output":null,
                 "input_embeddings":[0.1,0.2],"output_embeddings":[],"properties":{"plan":{"tier":"gold"},"seats":5},
                 "created_at":"2026-03-27T12:00:00+01:00"}"""
                        .formatted(ID);
        for (String path : new String[] {"/event", "/event/"}) {
            client.expect(202, "POST", path, CREATE);
            client.expect(202, "POST", path, everyField);
            client.expect(202, "POST", path, CREATE, "Idempotency-Key", "contract" + path);
        }
        client.expect(202, "PUT", "/event/" + ID, "{\"error\":\"\",\"properties\":{\"plan\":{\"tier\":\"free\"}}}");
        client.expect(202, "POST", "/events", COLLECT);
        client.expect(
                202,
                "POST",
                "/events/batch",
                "[" + CREATE + ",{\"operation\":\"update\",\"id\":\"" + ID + "\",\"latency\":1},"
                        + "{\"operation\":\"delete\",\"id\":\"0195d6a0-0000-7000-8000-00000000000b\"}]");
        client.expect(
                202,
                "POST",
                "/events/batch",
                "[" + CREATE + ",{\"latency\":-1},7]",
                "Content-Type",
                "application/json");
        client.expect(
                202, "POST", "/events/batch", CREATE + "\n" + CREATE + "\n", "Content-Type", "application/x-ndjson");
        client.expect(202, "DELETE", "/event/0195d6a0-0000-7000-8000-00000000000c", null);
    }

    private static void read() throws Exception {
        await().atMost(BOUND)
                .until(() -> client.send("GET", "/event/" + ID, null).statusCode() == 200);
        await().atMost(BOUND)
                .until(
                        () -> client.send("GET", "/dead-letters?limit=1", null).body(),
                        body -> body.contains("CREATE_MISSING"));
        client.expect(200, "GET", "/event/" + ID, null);
        client.expect(404, "GET", "/event/0195d6a0-0000-7000-8000-0000000000ff", null);
        client.expect(200, "GET", "/events/conversation/contract", null);
        assertThat(client.expect(200, "GET", "/events/conversation/contract?limit=1", null)
                        .body())
                .contains("\"next_cursor\"");
        client.expect(200, "GET", "/events/conversation/contract?properties.plan.tier=free&properties.seats=5", null);
        for (String path : new String[] {"/analytics/latency", "/analytics/sessions/top-errors"}) {
            client.expect(200, "GET", path + "?limit=5&event_name=event_a&event_name=b&properties.a=1", null);
            client.expect(200, "GET", path, null);
        }
        client.expect(200, "GET", "/analytics/errors?from=2026-01-01T00:00:00Z&source=web", null);
        client.expect(200, "GET", "/analytics/errors?days=3650", null);
        client.expect(200, "GET", "/dead-letters?reason=CREATE_MISSING", null);
    }

    private static void serve() throws Exception {
        for (String path : new String[] {
            "/health",
            "/healthz",
            "/ping",
            "/ready",
            "/metrics",
            "/openapi.json",
            "/docs",
            "/docs/page.js",
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js"
        }) {
            client.expect(200, "GET", path, null);
        }
        client.expect(404, "GET", "/docs/nothing", null);
    }

    private static void breakRules() throws Exception {
        for (String path : new String[] {"/event", "/event/", "/events", "/events/batch"}) {
            client.expect(400, "POST", path, "{");
            client.expect(413, "POST", path, "\"" + "x".repeat(path.endsWith("batch") ? 11 << 20 : 101 << 10) + "\"");
            client.expect(415, "POST", path, CREATE, "Content-Type", "text/plain");
            client.expect(415, "POST", path, CREATE, "Content-Encoding", "br");
        }
        client.expect(400, "PUT", "/event/" + ID, "{\"latencyy\":1}");
        client.expect(413, "PUT", "/event/" + ID, "\"" + "x".repeat(101 << 10) + "\"");
        client.expect(415, "PUT", "/event/" + ID, "{}", "Content-Type", "text/plain");
        client.expect(400, "DELETE", "/event/7", null);
        client.expect(413, "DELETE", "/event/" + ID, "\"" + "x".repeat(101 << 10) + "\"");
        client.expect(415, "DELETE", "/event/" + ID, "{}", "Content-Type", "text/plain");
        client.expect(400, "GET", "/event/7", null);
        client.expect(400, "GET", "/events/conversation/c?limit=0", null);
        client.expect(400, "GET", "/events/conversation/c?properties.a..b=1", null);
        client.expect(400, "GET", "/analytics/errors?days=0", null);
        client.expect(400, "GET", "/analytics/latency?limit=ten", null);
        client.expect(400, "GET", "/analytics/sessions/top-errors?limit=10001", null);
        client.expect(400, "GET", "/dead-letters?reason=no", null);
        client.expectOutside(404, "GET", "/nothing", null);
        client.expectOutside(405, "PATCH", "/event/" + ID, null);
    }

    /** Asks for everything that the document lists, as somebody who may not, or in a way that nobody may. */
    private static void comeWithoutLeave() throws Exception {
        client.expect(200, "GET", "/event/" + ID, null, "X-API-Key", "spent");
        for (String answer : client.document().answers()) {
            String[] words = answer.split(" ", -1);
            String method = words[0];
            String path = words[1].replaceAll("\\{[^}]+}", ID);
            String body = method.equals("GET") || method.equals("DELETE") ? null : CREATE;
            if (answer.startsWith(OPEN_HERE) && !words[2].matches("414|431")) {
                continue;
            }
            switch (words[2]) {
                case "401" -> client.expect(401, method, path, body, "X-API-Key", "nobodys");
                case "403" ->
                    client.expect(403, method, path, body, "X-API-Key", method.equals("GET") ? "writer" : "reader");
                case "414" -> client.expect(414, method, path + "?x=" + "x".repeat(9 << 10), body);
                case "429" -> client.expect(429, method, path, body, "X-API-Key", "spent");
                case "431" -> client.expect(431, method, path, body, "X-Large", "x".repeat(17 << 10));
                default -> {}
            }
        }
    }

    private static void loseServers() throws Exception {
        stack.process("kafka").pause();
        try {
            client.expect(503, "POST", "/event", CREATE);
            client.expect(503, "POST", "/event/", CREATE);
            client.expect(503, "PUT", "/event/" + ID, "{\"latency\":1}");
            client.expect(503, "DELETE", "/event/" + ID, null);
            client.expect(503, "POST", "/events", COLLECT);
            client.expect(503, "POST", "/events/batch", "[" + CREATE + "]");
            await().atMost(BOUND).until(() -> client.send("GET", "/ready", null).statusCode() == 503);
            client.expect(503, "GET", "/ready", null);
        } finally {
            stack.process("kafka").resume();
        }
        for (String path : new String[] {
            "/event/" + ID,
            "/events/conversation/c",
            "/analytics/errors",
            "/analytics/latency",
            "/analytics/sessions/top-errors",
            "/dead-letters"
        }) {
            stack.process("analytics-api").kill();
            client.expect(503, "GET", path, null);
        }
    }
}
