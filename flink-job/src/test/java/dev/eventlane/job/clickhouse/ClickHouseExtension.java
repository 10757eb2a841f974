package dev.eventlane.job.clickhouse;

import dev.eventlane.localstack.server.ClickHouseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real ClickHouse server for the tests of one class, with an empty database. */
public final class ClickHouseExtension implements BeforeAllCallback, AfterAllCallback {

    public static final String DATABASE = "sink_test";

    private final HttpClient http = HttpClient.newHttpClient();
    private Path folder;
    private ClickHouseServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("clickhouse-sink");
        server = ClickHouseServer.start(folder);
        query("CREATE DATABASE " + DATABASE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server != null) {
            server.close();
        }
        FileUtils.deleteDirectory(folder.toFile());
    }

    public ClickHouseServer server() {
        return server;
    }

    public String endpoint() {
        return "http://" + server.host() + ":" + server.port();
    }

    /** A connection as the user who may do anything. */
    public ConnectionOptions connection() {
        return new ConnectionOptions(
                endpoint(),
                DATABASE,
                server.adminUser(),
                server.adminPassword(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Map.of());
    }

    public <T> ClickHouseSinkBuilder<T> sink(RowEncoder<T> encoder) {
        return ClickHouseSink.<T>builder()
                .endpoint(endpoint())
                .database(DATABASE)
                .credentials(server.adminUser(), server.adminPassword())
                .retryBackoff(new RetryBackoff(Duration.ofMillis(50), Duration.ofSeconds(1)))
                .requestTimeout(Duration.ofSeconds(10))
                .rowEncoder(encoder);
    }

    /** The answer to a statement as tab-separated text, without the last line's end. */
    public String query(String sql) {
        String credentials = server.adminUser() + ":" + server.adminPassword();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint() + "/?database=" + databaseFor(sql)))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("ClickHouse answered " + response.body() + " to " + sql);
            }
            return response.body().stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for ClickHouse", e);
        }
    }

    private static String databaseFor(String sql) {
        return sql.startsWith("CREATE DATABASE") ? "default" : DATABASE;
    }
}
