package dev.eventlane.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The Python SDK, built as a wheel and installed into an environment that has nothing else, all without a network. */
public final class PythonWheel {
    private static final Path SDK =
            Path.of("..", "sdk", "python").toAbsolutePath().normalize();
    private static final int NOT_THERE = 127;

    private final Path folder;
    private final String python;

    private PythonWheel(Path folder) {
        this.folder = folder;
        this.python = folder.resolve("venv/bin/python").toString();
    }

    /**
     * Builds and installs it. Skips the test that calls, where Python cannot.
     *
     * @param folder empty
     */
    public static PythonWheel install(Path folder) throws IOException, InterruptedException {
        PythonWheel wheel = new PythonWheel(folder);
        assumeTrue(
                wheel.run(Map.of(), "python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))").status == 0,
                "python3, version 3.9 or newer, is not on the PATH: its SDK is not tested here");
        assumeTrue(
                wheel.run(Map.of(), "python3", "-m", "venv", "venv").status == 0,
                "python3 cannot make an environment with pip (on Debian the package python3-venv is missing): the wheel of its SDK is not tested here");
        wheel.check("-m", "pip", "wheel", "--no-index", "--no-deps", "--wheel-dir", "dist", SDK.toString());
        wheel.check("-m", "pip", "install", "--no-index", "--find-links", "dist", "eventlane");
        wheel.check("-m", "pip", "check");
        String where = wheel.check("-c", "import event_client; print(event_client.__file__)");
        assertThat(Path.of(where.strip())).startsWith(folder.toRealPath().resolve("venv"));
        return wheel;
    }

    /** Runs its tests, also those that need a server. */
    public void test(URI baseUrl, String apiKey) throws IOException, InterruptedException {
        Result tests = run(
                Map.of("EVENTLANE_URL", baseUrl.toString(), "EVENTLANE_API_KEY", apiKey),
                python,
                "-m",
                "unittest",
                "discover",
                "--verbose",
                "--start-directory",
                SDK.resolve("tests").toString());

        assertThat(tests.output)
                .contains("test_a_wrong_key_is_refused (test_live.LiveTest", "\nOK\n")
                .doesNotContain("skipped");
        assertThat(tests.status).isZero();
    }

    private String check(String... arguments) throws IOException, InterruptedException {
        Result result = run(
                Map.of(), Stream.concat(Stream.of(python), Stream.of(arguments)).toArray(String[]::new));
        assertThat(result.status).as(result.output).isZero();
        return result.output;
    }

    private record Result(int status, String output) {}

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // What this machine's user has configured for pip or Python is not ours.
        builder.environment().keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("PYTHON"));
        builder.environment()
                .putAll(Map.of(
                        "PIP_CONFIG_FILE", "/dev/null",
                        "PIP_DISABLE_PIP_VERSION_CHECK", "1",
                        "PIP_NO_CACHE_DIR", "1",
                        "PYTHONDONTWRITEBYTECODE", "1"));
        builder.environment().putAll(environment);
        Path log = Files.createTempFile(folder, "command", ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            int status = builder.start().waitFor();
            return new Result(status, Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Result(NOT_THERE, command[0] + ": " + e.getMessage());
        }
    }
}
