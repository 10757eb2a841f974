package dev.eventlane.localstack.service;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to reach ClickHouse.
 *
 * @param port of its HTTP interface
 * @param adminUser may do anything; used by the migrations and the job
 * @param apiUser may read; used by analytics-api
 */
public record ClickHouseAccess(
        String host,
        int port,
        String database,
        String adminUser,
        Path adminPasswordFile,
        String apiUser,
        Path apiPasswordFile) {

    public String adminPassword() {
        return read(adminPasswordFile);
    }

    public String apiPassword() {
        return read(apiPasswordFile);
    }

    /** The environment of a program that changes data. */
    Map<String, String> adminEnvironment() {
        return environment(adminUser, adminPasswordFile);
    }

    /** The environment of a program that reads data. */
    Map<String, String> apiEnvironment() {
        return environment(apiUser, apiPasswordFile);
    }

    /** The arguments of the Flink job. */
    public List<String> jobArguments() {
        return List.of(
                "--clickhouse-host=" + host,
                "--clickhouse-port=" + port,
                "--clickhouse-database=" + database,
                "--clickhouse-user=" + adminUser,
                "--clickhouse-password-file=" + adminPasswordFile);
    }

    private Map<String, String> environment(String user, Path passwordFile) {
        return Map.of(
                "CLICKHOUSE_HOST", host,
                "CLICKHOUSE_PORT", Integer.toString(port),
                "CLICKHOUSE_DATABASE", database,
                "CLICKHOUSE_USER", user,
                "CLICKHOUSE_PASSWORD_FILE", passwordFile.toString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
