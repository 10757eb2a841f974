package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.config.KafkaSettings;
import dev.eventlane.core.config.Reference;
import dev.eventlane.core.config.Setting;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
import dev.eventlane.ingest.log.KafkaLogConfig;
import dev.eventlane.ingest.write.BatchLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    @Test
    void the_reference_says_what_the_code_says() throws Exception {
        List<Setting<?>> settings = Stream.of(
                        IngestConfig.SETTINGS,
                        BatchLimits.SETTINGS,
                        ServerConfig.SETTINGS,
                        AccessConfig.KEY_SETTINGS,
                        AccessConfig.LIMIT_SETTINGS,
                        KafkaSettings.SETTINGS,
                        KafkaLogConfig.SETTINGS)
                .<Setting<?>>flatMap(Collection::stream)
                .toList();

        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains("## http-ingest\n\n" + Reference.table(settings));
    }
}
