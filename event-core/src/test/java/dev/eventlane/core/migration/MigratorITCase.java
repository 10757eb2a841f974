package dev.eventlane.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Secret;
import dev.eventlane.localstack.server.ClickHouseServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorITCase {
    @TempDir
    static Path folder;

    private static ClickHouseServer server;

    @BeforeAll
    static void start() {
        server = ClickHouseServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_empty_server_gets_every_table_and_a_second_run_changes_nothing() throws Exception {
        ClickHouseConnection target = database("fresh");

        assertThat(new Migrator(target).migrate())
                .containsExactly(
                        "0001_events.sql",
                        "0002_dead_letters.sql",
                        "0003_dead_letter_replays.sql",
                        "0004_properties_json.sql",
                        "0005_dead_letter_traces.sql");
        assertThat(new Migrator(target).migrate()).isEmpty();
        assertThat(column(
                        target,
                        "SELECT name || ' ' || engine FROM system.tables WHERE database = 'fresh' ORDER BY name"))
                .containsExactly(
                        "dead_letter_replays ReplacingMergeTree",
                        "dead_letters ReplacingMergeTree",
                        "events ReplacingMergeTree",
                        "schema_migrations ReplacingMergeTree");
        assertThat(column(target, "SELECT toString(number) || ' ' || name FROM schema_migrations ORDER BY number"))
                .containsExactly(
                        "1 0001_events.sql",
                        "2 0002_dead_letters.sql",
                        "3 0003_dead_letter_replays.sql",
                        "4 0004_properties_json.sql",
                        "5 0005_dead_letter_traces.sql");
    }

    @Test
    void a_migration_that_was_edited_after_it_was_applied_is_refused() throws Exception {
        ClickHouseConnection target = database("edited");
        new Migrator(target).migrate();
        execute(target, "TRUNCATE TABLE schema_migrations");
        execute(
                target,
                "INSERT INTO schema_migrations (number, name, checksum) VALUES (1, '0001_events.sql', 'other')");

        assertThatThrownBy(() -> new Migrator(target).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessage("migration 0001_events.sql differs from the one applied to database edited: a released"
                        + " migration is never edited; restore the file");
    }

    @Test
    void a_database_of_a_newer_release_is_refused() throws Exception {
        ClickHouseConnection target = database("newer");
        new Migrator(target).migrate();
        execute(target, "INSERT INTO schema_migrations (number, name, checksum) VALUES (99, '0099_x.sql', 'x')");

        assertThatThrownBy(() -> new Migrator(target).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("database newer has migration 99")
                .hasMessageContaining("start a newer release");
    }

    private static ClickHouseConnection database(String name) {
        return new ClickHouseConnection(
                URI.create("http://" + server.host() + ":" + server.port()),
                name,
                server.adminUser(),
                new Secret(server.adminPassword()));
    }

    private static void execute(ClickHouseConnection target, String sql) throws SQLException {
        try (Connection connection = connect(target);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(ClickHouseConnection target, String sql) throws SQLException {
        try (Connection connection = connect(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(ClickHouseConnection target) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:clickhouse:" + target.endpoint() + "/" + target.database(),
                target.user(),
                target.password().reveal());
    }
}
