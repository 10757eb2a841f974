package dev.eventlane.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;

/** The HTTP contract as the benchmark needs it, over keep-alive connections. Thread-safe. */
final class Api implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final int MAX_ATTEMPTS = 1_000;

    private final URI base;
    private final CloseableHttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong refusals = new AtomicLong();

    /**
     * A client.
     *
     * @param apiKey sent if it is not empty; never logged
     */
    Api(URI base, String apiKey, int connections) {
        this.base = base;
        this.http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setDefaultHeaders(
                        apiKey.isEmpty() ? List.of() : List.of(new BasicHeader("Authorization", "Bearer " + apiKey)))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .build();
    }

    /**
     * Sends a write until it is accepted.
     *
     * @throws IOException if the server does not answer, or answers anything but 202 and 503
     */
    void write(String method, String path, byte[] body) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            HttpUriRequestBase request = new HttpUriRequestBase(method, base.resolve(path));
            if (body != null) {
                request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            }
            int status = http.execute(request, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
            if (status == ACCEPTED) {
                return;
            }
            if (status != UNAVAILABLE) {
                throw new IOException(method + " " + path + " was answered " + status + " instead of 202");
            }
            refusals.incrementAndGet();
        }
        throw new IOException(method + " " + path + " was refused " + MAX_ATTEMPTS + " times with 503");
    }

    /** The member {@code data} of an answer. */
    JsonNode read(String path) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase("GET", base.resolve(path));
        return http.execute(request, response -> {
            String body = EntityUtils.toString(response.getEntity());
            if (response.getCode() != 200) {
                throw new IOException("GET " + path + " was answered " + response.getCode() + ": " + body);
            }
            return json.readTree(body).get("data");
        });
    }

    /** How often a write was refused with 503 and sent again. */
    long refusals() {
        return refusals.get();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
