package dev.eventlane.localstack.service;

import static java.util.Objects.requireNonNull;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.layout.Secret;
import dev.eventlane.localstack.layout.Template;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A ClickHouse server with a user {@code admin} who may do anything and a user {@code api} who may read. */
public record ClickHouse(Home home, DataFolder folder, int port) implements Service {
    private static final String NAME = "clickhouse";
    private static final long SERVER_MEMORY_BYTES = 2L << 30;
    private static final long QUERY_MEMORY_BYTES = 3L << 29;
    private static final long API_MEMORY_BYTES = 1L << 30;

    /** Without this database, the engine's log tables break at the second start. */
    private static final String SYSTEM_DATABASE =
            """
            ATTACH DATABASE _ UUID '00000000-0000-4000-8000-000000000001'
            ENGINE = Atomic
            """;

    public ClickHouse {
        requireNonNull(home, "home is null");
        requireNonNull(folder, "folder is null");
    }

    @Override
    public String name() {
        return NAME;
    }

    public Secret adminPassword() {
        return Secret.of(folder, "clickhouse-admin");
    }

    public Secret apiPassword() {
        return Secret.of(folder, "clickhouse-api");
    }

    @Override
    public void prepare() {
        Path data = folder.data(NAME);
        Path configuration = folder.configuration(NAME);
        Template.named("config.xml")
                .writeTo(
                        configuration,
                        Map.of(
                                "LOG", folder.log(NAME).toString(),
                                "ERROR_LOG", folder.log(NAME + "-errors").toString(),
                                "DATA", data + "/",
                                "PORT", Integer.toString(port),
                                "MEMORY_BYTES", Long.toString(SERVER_MEMORY_BYTES)));
        Template.named("users.xml")
                .writeTo(
                        configuration,
                        Map.of(
                                "ADMIN_SHA256", adminPassword().sha256Hex(),
                                "API_SHA256", apiPassword().sha256Hex(),
                                "QUERY_MEMORY_BYTES", Long.toString(QUERY_MEMORY_BYTES),
                                "API_MEMORY_BYTES", Long.toString(API_MEMORY_BYTES)));
        declareSystemDatabase(data.resolve("metadata"));
    }

    @Override
    public Launch launch() {
        ClickHouseProgram program = ClickHouseProgram.find(home);
        Path configuration = folder.configuration(NAME).resolve("config.xml");
        List<String> command = program.command(configuration, folder.temporary());
        return new Launch(NAME, command, program.environment(), folder.output(NAME));
    }

    @Override
    public boolean isReady() {
        return Loopback.answers(URI.create("http://" + Loopback.HOST + ":" + port + "/ping"));
    }

    /** A client that keeps its connection open holds up the stop for some seconds. */
    @Override
    public Duration stopsWithin() {
        return Duration.ofSeconds(30);
    }

    private static void declareSystemDatabase(Path metadata) {
        Path declaration = metadata.resolve("system.sql");
        try {
            Files.createDirectories(metadata);
            if (!Files.exists(declaration)) {
                Files.writeString(declaration, SYSTEM_DATABASE);
            }
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(declaration, e.getMessage()), e);
        }
    }
}
