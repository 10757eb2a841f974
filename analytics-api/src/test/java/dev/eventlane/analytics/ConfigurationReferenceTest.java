package dev.eventlane.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.config.Reference;
import dev.eventlane.core.config.Setting;
import dev.eventlane.http.ServerConfig;
import dev.eventlane.http.access.AccessConfig;
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
                        AnalyticsConfig.SETTINGS,
                        ServerConfig.SETTINGS,
                        AccessConfig.KEY_SETTINGS,
                        ClickHouseConnection.SETTINGS)
                .<Setting<?>>flatMap(Collection::stream)
                .toList();

        assertThat(Files.readString(Path.of("..", "docs", "configuration.md")))
                .contains("## analytics-api\n\n" + Reference.table(settings));
    }
}
