package dev.eventlane.analytics;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Settings;
import dev.eventlane.core.migration.Migrator;
import dev.eventlane.localstack.server.ClickHouseServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The API on a real ClickHouse with an empty schema; it reads as the user who may only read. */
final class AnalyticsFixture implements AutoCloseable {
    private static final String DATABASE = "event_analytics";

    private final ClickHouseServer clickHouse;
    private final AnalyticsServer server;
    private final ClickHouseConnection admin;
    private final HttpClient http = HttpClient.newHttpClient();

    private AnalyticsFixture(ClickHouseServer clickHouse, ClickHouseConnection admin, AnalyticsServer server) {
        this.clickHouse = clickHouse;
        this.admin = admin;
        this.server = server;
    }

    static AnalyticsFixture start(Path folder) throws SQLException {
        return start(folder, Map.of());
    }

    /** Starts the API with these variables beside those of its surroundings. */
    static AnalyticsFixture start(Path folder, Map<String, String> variables) throws SQLException {
        ClickHouseServer clickHouse = ClickHouseServer.start(folder);
        URI endpoint = URI.create("http://" + clickHouse.host() + ":" + clickHouse.port());
        ClickHouseConnection admin = new ClickHouseConnection(
                endpoint, DATABASE, clickHouse.adminUser(), new Secret(clickHouse.adminPassword()));
        new Migrator(admin).migrate();
        Map<String, String> environment = new HashMap<>(Map.of(
                "ANALYTICS_PORT",
                "0",
                "SHUTDOWN_GRACE",
                "0s",
                "CLICKHOUSE_HOST",
                clickHouse.host(),
                "CLICKHOUSE_PORT",
                Integer.toString(clickHouse.port()),
                "CLICKHOUSE_DATABASE",
                DATABASE,
                "CLICKHOUSE_USER",
                clickHouse.apiUser(),
                "CLICKHOUSE_PASSWORD",
                clickHouse.apiPassword()));
        environment.putAll(variables);
        return new AnalyticsFixture(
                clickHouse, admin, AnalyticsServer.start(AnalyticsConfig.from(Settings.of(environment))));
    }

    ClickHouseServer clickHouse() {
        return clickHouse;
    }

    /** Applies every migration as if none had been: each may be repeated. */
    void migrateAgain() throws SQLException {
        execute("TRUNCATE TABLE schema_migrations");
        new Migrator(admin).migrate();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:clickhouse:http://" + clickHouse.host() + ":" + clickHouse.port() + "/" + DATABASE,
                        clickHouse.adminUser(),
                        clickHouse.adminPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Inserts rows of events.
     *
     * @param rows a JSON object each
     * @param settings as the one who inserts has them
     * @return what ClickHouse has against it; empty = nothing
     */
    String insert(String rows, Map<String, String> settings) throws IOException, InterruptedException {
        String parameters = settings.entrySet().stream()
                .map(setting -> "&" + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
        String sql = URLEncoder.encode("INSERT INTO events FORMAT JSONEachRow", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + clickHouse.host() + ":" + clickHouse.port()
                        + "/?database=" + DATABASE + "&query=" + sql + parameters))
                .header("X-ClickHouse-User", clickHouse.adminUser())
                .header("X-ClickHouse-Key", clickHouse.adminPassword())
                .POST(BodyPublishers.ofString(rows))
                .build();
        // Not on a connection that the server may just be closing: an insert is not sent again.
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> ready() throws IOException, InterruptedException {
        return get("/ready");
    }

    /** The bytes of an answer, which is not kept. */
    long lengthOf(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        try (InputStream in = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
                .body()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void close() {
        server.close();
        clickHouse.close();
    }
}
