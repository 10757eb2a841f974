package dev.eventlane.localstack.config;

import java.net.URI;
import java.util.Optional;

/**
 * Servers that somebody else runs; what is named here is used and not started.
 *
 * @param kafkaBrokers what clients call {@code bootstrap.servers}
 * @param flinkRest the address of a JobManager
 */
public record ExternalServers(
        Optional<ExternalClickHouse> clickHouse, Optional<String> kafkaBrokers, Optional<URI> flinkRest) {

    public static ExternalServers none() {
        return new ExternalServers(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Reads CLICKHOUSE_HOST, KAFKA_BROKERS and FLINK_REST_URL. */
    public static ExternalServers from(Variables variables) {
        return new ExternalServers(
                ExternalClickHouse.from(variables), variables.text("KAFKA_BROKERS"), variables.url("FLINK_REST_URL"));
    }
}
