package dev.eventlane.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseServerITCase {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void what_was_acknowledged_is_there_after_a_kill() throws Exception {
        try (ClickHouseServer server = ClickHouseServer.start(folder)) {
            asAdmin(server, "CREATE DATABASE event_analytics");
            asAdmin(server, "CREATE TABLE event_analytics.t (x UInt64) ENGINE = MergeTree ORDER BY x");
            asAdmin(server, "INSERT INTO event_analytics.t SELECT number FROM numbers(1000)");

            server.kill();
            server.restart();

            assertThat(asAdmin(server, "SELECT count(), sum(x) FROM event_analytics.t")
                            .body())
                    .isEqualTo("1000\t499500\n");
            assertThat(asAdmin(server, "SYSTEM FLUSH LOGS").statusCode()).isEqualTo(200);
            assertThat(asAdmin(server, "SELECT count() > 0 FROM system.query_log")
                            .body())
                    .isEqualTo("1\n");
        }
    }

    @Test
    void the_api_user_may_read_and_nothing_else() throws Exception {
        try (ClickHouseServer server = ClickHouseServer.start(folder)) {
            asAdmin(server, "CREATE DATABASE event_analytics");
            asAdmin(server, "CREATE TABLE event_analytics.t (x UInt64) ENGINE = MergeTree ORDER BY x");

            assertThat(asApi(server, "SELECT count() FROM event_analytics.t").body())
                    .isEqualTo("0\n");
            assertThat(asApi(server, "INSERT INTO event_analytics.t VALUES (1)").body())
                    .contains("ACCESS_DENIED");
            assertThat(asApi(server, "DROP TABLE event_analytics.t").statusCode())
                    .isNotEqualTo(200);
            assertThat(asApi(server, "SELECT 1 SETTINGS max_execution_time = 1000")
                            .body())
                    .contains("max_execution_time");
            assertThat(asApi(server, "SELECT * FROM numbers(100001)").body()).contains("TOO_MANY_ROWS");
            assertThat(query(server, "default", "", "SELECT * FROM event_analytics.t")
                            .body())
                    .contains("ACCESS_DENIED");
        }
    }

    @Test
    void a_malformed_request_does_not_end_the_server() throws Exception {
        try (ClickHouseServer server = ClickHouseServer.start(folder)) {
            long pid = server.pid();
            try (Socket socket = new Socket(server.host(), server.port())) {
                socket.getOutputStream().write("NO SUCH\r\n\0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            }

            assertThat(asAdmin(server, "SELECT FROM WHERE").body()).contains("SYNTAX_ERROR");
            assertThat(asAdmin(server, "SELECT 1").body()).isEqualTo("1\n");
            assertThat(server.pid()).isEqualTo(pid);
        }
    }

    @Test
    void passwords_can_be_read_by_their_owner_only() throws Exception {
        try (ClickHouseServer server = ClickHouseServer.start(folder)) {
            assertThat(server.adminPassword())
                    .isNotEqualTo(server.apiPassword())
                    .hasSizeGreaterThan(40);
            assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/clickhouse-admin")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private HttpResponse<String> asAdmin(ClickHouseServer server, String sql) throws IOException, InterruptedException {
        return query(server, server.adminUser(), server.adminPassword(), sql);
    }

    private HttpResponse<String> asApi(ClickHouseServer server, String sql) throws IOException, InterruptedException {
        return query(server, server.apiUser(), server.apiPassword(), sql);
    }

    private HttpResponse<String> query(ClickHouseServer server, String user, String password, String sql)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(server))
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Whole answers: a query that fails in the midst of its result would end the connection instead of being answered. */
    private static URI uri(ClickHouseServer server) {
        return URI.create("http://" + server.host() + ":" + server.port() + "/?wait_end_of_query=1");
    }
}
