package dev.eventlane.core.migration;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a ClickHouse database to the schema of this release. What was applied is recorded in {@code schema_migrations};
 * applying again is harmless, also at the same time from two processes, since every statement may be repeated.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

    private static final String RECORD_TABLE =
            """
            CREATE TABLE IF NOT EXISTS schema_migrations
            (number UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
            ENGINE = ReplacingMergeTree ORDER BY number
            """;

    private final ClickHouseConnection target;

    public Migrator(ClickHouseConnection target) {
        this.target = target;
    }

    /**
     * Applies what is missing, in order.
     *
     * @return the names of the migrations that were applied now
     * @throws SQLException if ClickHouse cannot be reached or refuses a statement
     * @throws MigrationException if the database was migrated by files other than those of this release
     */
    public List<String> migrate() throws SQLException {
        try (Connection server = target.withDatabase("default").open();
                Statement statement = server.createStatement()) {
            statement.execute(
                    "CREATE DATABASE IF NOT EXISTS `" + target.database().replace("`", "") + "`");
        }
        try (Connection database = target.open();
                Statement statement = database.createStatement()) {
            statement.execute(RECORD_TABLE);
            Map<Integer, String> applied = appliedChecksums(statement);
            List<Migration> migrations = Migration.all();
            refuseForeign(applied, migrations);
            List<Migration> missing = migrations.stream()
                    .filter(migration -> !applied.containsKey(migration.number()))
                    .toList();
            for (Migration migration : missing) {
                apply(migration, database);
            }
            return missing.stream().map(Migration::name).toList();
        }
    }

    private static void apply(Migration migration, Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : migration.statements()) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert =
                database.prepareStatement("INSERT INTO schema_migrations (number, name, checksum) VALUES (?, ?, ?)")) {
            insert.setInt(1, migration.number());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.executeUpdate();
        }
        LOG.info("applied {}", migration.name());
    }

    private void refuseForeign(Map<Integer, String> applied, List<Migration> migrations) {
        int newest = migrations.get(migrations.size() - 1).number();
        applied.keySet().stream().filter(number -> number > newest).findAny().ifPresent(number -> {
            throw new MigrationException("database " + target.database() + " has migration " + number
                    + ", this release knows them up to " + newest + ": start a newer release");
        });
        for (Migration migration : migrations) {
            String checksum = applied.get(migration.number());
            if (checksum != null && !checksum.equals(migration.checksum())) {
                throw new MigrationException(
                        "migration " + migration.name() + " differs from the one applied to database "
                                + target.database() + ": a released migration is never edited; restore the file");
            }
        }
    }

    private static Map<Integer, String> appliedChecksums(Statement statement) throws SQLException {
        Map<Integer, String> applied = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT number, checksum FROM schema_migrations FINAL")) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }
}
