package dev.eventlane.core.clickhouse;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Secret;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.io.Serializable;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach ClickHouse.
 *
 * @param endpoint the HTTP interface, scheme, host and port only
 * @param database the database that holds the tables
 * @param user who logs in
 * @param password may be empty
 */
public record ClickHouseConnection(URI endpoint, String database, String user, Secret password)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final Setting<String> HOST =
            Setting.of("CLICKHOUSE_HOST", SettingType.HOST, "127.0.0.1", "ClickHouse's host.");
    public static final Setting<Integer> PORT =
            Setting.of("CLICKHOUSE_PORT", SettingType.PORT, "8123", "ClickHouse's HTTP port.");
    public static final Setting<String> DATABASE = Setting.of(
            "CLICKHOUSE_DATABASE", SettingType.TEXT, "event_analytics", "The database that holds the tables.");
    public static final Setting<String> USER =
            Setting.of("CLICKHOUSE_USER", SettingType.TEXT, "default", "ClickHouse's user.");
    public static final String PASSWORD = "CLICKHOUSE_PASSWORD";
    public static final Setting<URI> DSN = Setting.of(
            "CLICKHOUSE_DSN",
            SettingType.HTTP_URL,
            null,
            "All of the above in one address, http://host:8123?database=…&user=…&password=…; what it names wins.");

    /** Everything that {@link #from} reads and that is not secret, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(HOST, PORT, DATABASE, USER, DSN);

    /**
     * Reads the connection from a program's variables.
     *
     * @throws ConfigurationException if a variable breaks its rule
     */
    public static ClickHouseConnection from(Settings settings) {
        String database = settings.get(DATABASE);
        String user = settings.get(USER);
        Secret password = settings.secret(PASSWORD);
        if (settings.find(DSN).isEmpty()) {
            URI endpoint = URI.create("http://" + settings.get(HOST) + ":" + settings.get(PORT));
            return new ClickHouseConnection(endpoint, database, user, password);
        }
        URI dsn = settings.get(DSN);
        Map<String, String> parameters = parameters(dsn.getRawQuery());
        return new ClickHouseConnection(
                URI.create(dsn.getScheme() + "://" + dsn.getAuthority()),
                parameters.getOrDefault("database", database),
                parameters.getOrDefault("user", user),
                parameters.containsKey("password") ? new Secret(parameters.get("password")) : password);
    }

    /** A connection for statements that change data, to be closed by the caller. */
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        return DriverManager.getConnection("jdbc:clickhouse:" + endpoint + "/" + database, properties);
    }

    /** The same server and user, another database. */
    public ClickHouseConnection withDatabase(String otherDatabase) {
        return new ClickHouseConnection(endpoint, otherDatabase, user, password);
    }

    /** In one line for an operator: which server, as whom, and what it says. */
    public String explain(SQLException failure) {
        // The driver wraps what happened in a count of its attempts.
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "ClickHouse at " + endpoint + ", as user " + user + ", for database " + database + ": "
                + root.getMessage();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
