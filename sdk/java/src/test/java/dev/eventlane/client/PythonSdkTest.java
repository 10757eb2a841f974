package dev.eventlane.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Python SDK's own tests, its conformance cases among them, wherever there is a Python. */
class PythonSdkTest {
    private static final Path SDK = Path.of("..", "python");

    @BeforeAll
    static void python() throws Exception {
        assumeTrue(
                run("-c", "import sys; sys.exit(sys.version_info < (3, 9))").status() == 0,
                "python3, version 3.9 or newer, is not on the PATH: the Python SDK is not tested here");
    }

    @Test
    void its_tests_pass() throws Exception {
        Result tests = run("-W", "error::ResourceWarning", "-m", "unittest", "discover", "-s", "tests");

        assertThat(tests.output()).contains("\nOK").doesNotContain("NO TESTS RAN", "Ran 0 tests");
        assertThat(tests.status()).isZero();
    }

    @Test
    void its_types_are_strict() throws Exception {
        assumeTrue(run("-m", "mypy", "--version").status() == 0, "python3 has no module mypy: types are not checked");

        Result mypy = run("-m", "mypy", "--cache-dir=/dev/null");

        assertThat(mypy.status()).as(mypy.output()).isZero();
    }

    @Test
    void its_version_is_ours() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(Files.readString(SDK.resolve("event_client/_version.py")))
                .contains("VERSION = \"" + version.replace("-SNAPSHOT", ".dev0") + "\"");
    }

    private record Result(int status, String output) {}

    /** Status 127 = there is no python3. */
    private static Result run(String... arguments) throws InterruptedException {
        ProcessBuilder python = new ProcessBuilder(
                Stream.concat(Stream.of("python3"), Stream.of(arguments)).toList());
        python.directory(SDK.toFile()).redirectErrorStream(true);
        // The folder of sources stays as it is.
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Process process = python.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(127, e.toString());
        }
    }
}
