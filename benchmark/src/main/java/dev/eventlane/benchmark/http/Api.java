package dev.eventlane.benchmark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;

/** The HTTP contract for what is not load: probes and checks. Thread-safe; blocks its callers. */
public final class Api implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int READ_ATTEMPTS = 10;
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 60;
    private static final int LONGEST_QUOTE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final CloseableHttpClient http;

    /**
     * A client.
     *
     * @param connections how many requests may be under way at once; more wait
     */
    public Api(Target target, int connections) {
        this.base = "http://" + target.base().getRawAuthority() + target.pathPrefix();
        this.http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setDefaultHeaders(
                        target.apiKey().isEmpty()
                                ? List.of()
                                : List.of(new BasicHeader("Authorization", "Bearer " + target.apiKey())))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                .setSocketTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                                .build())
                        .build())
                .build();
    }

    /**
     * An answer.
     *
     * @param body missing if it is no JSON
     */
    public record Reply(int status, JsonNode body) {
        /** The member {@code data}; missing if there is none. */
        public JsonNode data() {
            return body.path("data");
        }
    }

    /**
     * Sends one request.
     *
     * @param json the body; {@code null} = none
     */
    public Reply send(String method, String path, String json) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(base + path));
        if (json != null) {
            request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        }
        return http.execute(request, response -> {
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return new Reply(response.getCode(), tree(body));
        });
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Whoever expects JSON finds it missing.
            return MissingNode.getInstance();
        }
    }

    /**
     * The member {@code data} of an answer; missing or null if it has none. While the server is not available, it is asked
     * again.
     *
     * @throws IOException if it does not answer, or answers anything but 200
     */
    public JsonNode read(String path) throws IOException, InterruptedException {
        Reply reply = get(path);
        if (reply.status() != OK) {
            throw unexpected(path, reply);
        }
        return reply.data();
    }

    /** As {@link #read}; empty if the answer is 404. */
    public Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        Reply reply = get(path);
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (reply.status() != OK) {
            throw unexpected(path, reply);
        }
        return Optional.of(reply.data());
    }

    private Reply get(String path) throws IOException, InterruptedException {
        Reply reply = send("GET", path, null);
        for (int attempt = 1; reply.status() == UNAVAILABLE && attempt < READ_ATTEMPTS; attempt++) {
            TimeUnit.SECONDS.sleep(1);
            reply = send("GET", path, null);
        }
        return reply;
    }

    private static IOException unexpected(String path, Reply reply) {
        String body = reply.body().toString();
        return new IOException("GET %s was answered %d: %s"
                .formatted(path, reply.status(), body.substring(0, Math.min(LONGEST_QUOTE, body.length()))));
    }

    /** A value as it stands in a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
