package dev.eventlane.localstack.config;

import dev.eventlane.localstack.LocalStackException;
import java.util.List;
import java.util.Optional;

/**
 * A ClickHouse server that somebody else runs.
 *
 * @param writer may change tables; used by the migrations and the job
 * @param reader may read; used by analytics-api
 */
public record ExternalClickHouse(
        String host, int port, String database, ClickHouseLogin writer, ClickHouseLogin reader) {
    private static final int HTTP_PORT = 8123;

    /** The server that CLICKHOUSE_HOST names; empty when it is not set. */
    static Optional<ExternalClickHouse> from(Variables variables) {
        if (variables.text("CLICKHOUSE_DSN").isPresent()) {
            throw new LocalStackException(
                    "CLICKHOUSE_DSN is set; the local stack reads CLICKHOUSE_HOST, CLICKHOUSE_PORT, CLICKHOUSE_DATABASE, "
                            + "CLICKHOUSE_USER and CLICKHOUSE_PASSWORD instead");
        }
        return variables.text("CLICKHOUSE_HOST").map(host -> onHost(host, variables));
    }

    private static ExternalClickHouse onHost(String host, Variables variables) {
        for (String password : List.of("CLICKHOUSE_API_PASSWORD", "CLICKHOUSE_API_PASSWORD_FILE")) {
            if (variables.text(password).isPresent()
                    && variables.text("CLICKHOUSE_API_USER").isEmpty()) {
                throw new LocalStackException(
                        password + " is set without CLICKHOUSE_API_USER, whose password it is; set both or neither");
            }
        }
        ClickHouseLogin writer = ClickHouseLogin.from(variables, "CLICKHOUSE")
                .orElseGet(() -> ClickHouseLogin.of("default", variables, "CLICKHOUSE"));
        return new ExternalClickHouse(
                host,
                variables.port("CLICKHOUSE_PORT", HTTP_PORT),
                variables.text("CLICKHOUSE_DATABASE").orElse("event_analytics"),
                writer,
                ClickHouseLogin.from(variables, "CLICKHOUSE_API").orElse(writer));
    }

    @Override
    public String toString() {
        return "ClickHouse at " + host + ":" + port;
    }
}
