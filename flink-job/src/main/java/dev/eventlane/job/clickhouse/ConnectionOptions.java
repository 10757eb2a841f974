package dev.eventlane.job.clickhouse;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Where ClickHouse is and how the sink speaks to it.
 *
 * @param endpoint {@code http://host:port} or {@code https://host:port}
 * @param database the database of all tables
 * @param user the user, who needs the INSERT right on the tables
 * @param password the password, may be empty; never printed
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long the server may be silent once it has the rows. After it the insert counts as ambiguous
 *     and is repeated, so choose it well above the slowest insert
 * @param serverSettings settings of ClickHouse sent with every insert, such as {@code insert_quorum}
 */
@PublicEvolving
public record ConnectionOptions(
        String endpoint,
        String database,
        String user,
        String password,
        Duration connectTimeout,
        Duration requestTimeout,
        Map<String, String> serverSettings)
        implements Serializable {

    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(60);

    public ConnectionOptions {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(database, "database is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        checkEndpoint(endpoint);
        checkNotBlank("database", database);
        checkNotBlank("user", user);
        checkPositive("connectTimeout", connectTimeout);
        checkPositive("requestTimeout", requestTimeout);
        serverSettings = Map.copyOf(serverSettings);
    }

    private static void checkEndpoint(String endpoint) {
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(endpointRule("is no URL: " + e.getReason()), e);
        }
        if (uri.getUserInfo() != null) {
            // Named without its value: the password in it would end up in a log.
            throw new IllegalArgumentException(
                    "The endpoint holds a user or password; give them with credentials(user, password)");
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException(endpointRule("is '" + endpoint + "'"));
        }
    }

    private static String endpointRule(String what) {
        return "The endpoint " + what + "; it must be http://host:port or https://host:port, such as"
                + " http://localhost:8123";
    }

    private static void checkNotBlank(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is blank; name one that exists in ClickHouse");
        }
    }

    private static void checkPositive(String what, Duration value) {
        requireNonNull(value, () -> what + " is null");
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("The " + what + " is " + value + "; it must be at least 1 ms");
        }
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "ConnectionOptions[endpoint=" + endpoint + ", database=" + database + ", user=" + user
                + ", password=***, connectTimeout=" + connectTimeout + ", requestTimeout=" + requestTimeout
                + ", serverSettings=" + serverSettings + "]";
    }
}
