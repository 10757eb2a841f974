package dev.eventlane.localstack.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.layout.DataFolder;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.Launch;
import dev.eventlane.localstack.process.Loopback;
import dev.eventlane.localstack.process.ProgramOnPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The installed Prometheus, which reads the metrics of the servers of this stack. Configuration and rules are those that others
 * run too; only where the servers are is this stack's own.
 *
 * @param targets what it reads
 */
public record Prometheus(Home home, DataFolder folder, int port, List<ScrapeTarget> targets) implements Service {
    public static final String NAME = "prometheus";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Prometheus {
        targets = List.copyOf(targets);
    }

    /**
     * The program.
     *
     * @throws LocalStackException if this machine has none
     */
    public static Path requireInstalled() {
        return ProgramOnPath.find(NAME)
                .orElseThrow(
                        () -> new LocalStackException(
                                "there is no program 'prometheus' on the PATH: install it (Debian: apt-get install prometheus), or leave out --observe"));
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its web UI and API. */
    public URI address() {
        return URI.create("http://" + Loopback.HOST + ":" + port);
    }

    @Override
    public void prepare() {
        Path configuration = folder.configuration(NAME);
        try {
            for (String file : List.of("prometheus.yml", "rules.yml")) {
                Files.copy(
                        home.prometheusFiles().resolve(file),
                        configuration.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(configuration.resolve("targets.json"), targetsAsJson());
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(configuration, e.getMessage()), e);
        }
    }

    /** As Prometheus's discovery by file reads them. */
    private String targetsAsJson() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(targets.stream()
                        .map(target ->
                                Map.of("targets", List.of(target.address()), "labels", Map.of("job", target.job())))
                        .toList());
    }

    @Override
    public Launch launch() {
        List<String> command = List.of(
                requireInstalled().toString(),
                "--config.file=" + folder.configuration(NAME).resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.data(NAME),
                "--storage.tsdb.retention.time=7d",
                "--storage.tsdb.retention.size=1GB",
                "--web.listen-address=" + Loopback.HOST + ":" + port);
        return new Launch(NAME, command, Map.of(), folder.output(NAME));
    }

    @Override
    public boolean isReady() {
        return Loopback.answers(address().resolve("/-/ready"));
    }
}
