package dev.eventlane.core.migration;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import java.sql.SQLException;
import java.util.List;

/** The program that applies the migrations: exit 0 when the schema is current, 1 with one line that says why it is not. */
public final class Migrate {
    private Migrate() {}

    public static void main(String[] arguments) {
        try {
            System.out.println(migrate(ClickHouseConnection.from(Settings.of(System.getenv(), arguments))));
        } catch (MigrationException | ConfigurationException e) {
            System.err.println("migration failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String migrate(ClickHouseConnection target) {
        try {
            List<String> applied = new Migrator(target).migrate();
            return applied.isEmpty() ? "schema is current" : "applied " + String.join(", ", applied);
        } catch (SQLException e) {
            throw new MigrationException(target.explain(e));
        }
    }
}
