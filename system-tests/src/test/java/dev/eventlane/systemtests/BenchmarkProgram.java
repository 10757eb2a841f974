package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.localstack.layout.Home;
import dev.eventlane.localstack.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The benchmark as it is run from the command line. */
final class BenchmarkProgram {
    private static final int HEAP_MEBIBYTES = 128;
    private static final long BOUND_SECONDS = 300;

    private BenchmarkProgram() {}

    /**
     * Runs it, which fails unless it verifies.
     *
     * @param folder where its report is put
     * @return the report
     */
    static JsonNode run(URI baseUrl, Path folder, List<String> options) throws IOException, InterruptedException {
        Path report = Files.createTempFile(folder, "benchmark", ".json");
        Path output = Files.createTempFile(folder, "benchmark", ".out");
        List<String> arguments = new ArrayList<>(List.of("--url=" + baseUrl, "--wait=120", "--json=" + report));
        arguments.addAll(options);
        List<String> line = JavaCommand.jar(Home.find().program("benchmark"), arguments.toArray(String[]::new))
                .heap(HEAP_MEBIBYTES)
                .line();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return new ObjectMapper().readTree(report.toFile());
    }
}
