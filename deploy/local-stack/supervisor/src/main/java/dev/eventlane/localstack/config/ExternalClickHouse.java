package dev.eventlane.localstack.config;

import dev.eventlane.localstack.LocalStackException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A ClickHouse server that somebody else runs.
 *
 * @param password empty when the user has none, or when it lies in a file
 * @param passwordFile absent when the password is given directly
 */
public record ExternalClickHouse(
        String host, int port, String database, String user, String password, Optional<Path> passwordFile) {
    private static final int HTTP_PORT = 8123;

    /** The server that CLICKHOUSE_HOST names; empty when it is not set. */
    static Optional<ExternalClickHouse> from(Variables variables) {
        if (variables.text("CLICKHOUSE_DSN").isPresent()) {
            throw new LocalStackException(
                    "CLICKHOUSE_DSN is set; the local stack reads CLICKHOUSE_HOST, CLICKHOUSE_PORT, CLICKHOUSE_DATABASE, "
                            + "CLICKHOUSE_USER and CLICKHOUSE_PASSWORD instead");
        }
        return variables
                .text("CLICKHOUSE_HOST")
                .map(host -> new ExternalClickHouse(
                        host,
                        variables.port("CLICKHOUSE_PORT", HTTP_PORT),
                        variables.text("CLICKHOUSE_DATABASE").orElse("event_analytics"),
                        variables.text("CLICKHOUSE_USER").orElse("default"),
                        variables.text("CLICKHOUSE_PASSWORD").orElse(""),
                        variables.text("CLICKHOUSE_PASSWORD_FILE").map(Path::of)));
    }

    @Override
    public String toString() {
        return "ClickHouse at " + host + ":" + port;
    }
}
