package dev.eventlane.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    @Test
    void shows_the_last_lines() throws Exception {
        Path file = Files.write(folder.resolve("a.log"), List.of("one", "two", "three"));

        assertThat(LogTail.lines(file, 2)).containsExactly("two", "three");
        assertThat(LogTail.lines(file, 9)).containsExactly("one", "two", "three");
        assertThat(LogTail.lines(folder.resolve("none"), 2)).isEmpty();
    }

    @Test
    void who_wrote_nothing_is_asked_for_its_log() throws Exception {
        Launch launch = new Launch("kafka", List.of("true"), Map.of(), folder.resolve("kafka.out"));
        Files.writeString(folder.resolve("kafka.out"), "");
        Files.writeString(folder.resolve("kafka.log"), "out of space\n");

        assertThat(LastWords.of(launch)).contains("kafka.log").endsWith("out of space");
    }
}
