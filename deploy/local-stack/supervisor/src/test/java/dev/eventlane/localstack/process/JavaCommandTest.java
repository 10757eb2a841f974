package dev.eventlane.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    @Test
    void options_stand_before_the_program() {
        List<String> line = JavaCommand.jar(Path.of("/a.jar"), "--port=1")
                .heap(64)
                .serialCollector()
                .logging(Path.of("/log4j2.properties"), Path.of("/a.log"))
                .line();

        assertThat(line.get(0)).endsWith("/bin/java");
        assertThat(line.subList(1, line.size()))
                .containsExactly(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dlog4j2.configurationFile=file:///log4j2.properties",
                        "-Dlog.file=/a.log",
                        "-jar",
                        "/a.jar",
                        "--port=1");
    }
}
