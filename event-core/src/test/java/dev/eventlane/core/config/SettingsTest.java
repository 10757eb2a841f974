package dev.eventlane.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Setting<Integer> PORT =
            Setting.of("HTTP_PORT", SettingType.PORT, "8080", "A port.").orElse("API_PORT");
    private static final Setting<Duration> INTERVAL = Setting.of(
            "FLUSH_INTERVAL", SettingType.duration(Duration.ofMillis(10), Duration.ofDays(30)), null, "An interval.");
    private static final Setting<Long> SIZE = Setting.of("MAX", SettingType.dataSize(1, 1 << 20), "64KiB", "A size.");

    @Test
    void what_is_not_set_has_its_default() {
        assertThat(Settings.of(Map.of()).get(PORT)).isEqualTo(8080);
        assertThat(Settings.of(Map.of("HTTP_PORT", "")).get(PORT)).isEqualTo(8080);
        assertThat(Settings.of(Map.of()).find(INTERVAL)).isEmpty();
    }

    @Test
    void an_older_name_counts_unless_the_name_itself_is_set() {
        assertThat(Settings.of(Map.of("API_PORT", "1")).get(PORT)).isEqualTo(1);
        assertThat(Settings.of(Map.of("API_PORT", "1", "HTTP_PORT", "2")).get(PORT))
                .isEqualTo(2);
    }

    @Test
    void an_argument_overrides_the_environment() {
        assertThat(Settings.of(Map.of("HTTP_PORT", "1"), "--http-port=2").get(PORT))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-port=1", "--http-port", "--=1"})
    void an_argument_of_another_form_is_refused(String argument) {
        assertThatThrownBy(() -> Settings.of(Map.of(), argument))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("argument \"" + argument + "\" must look like --kafka-topic=events");
    }

    @Test
    void a_bad_value_is_refused_with_variable_value_and_rule() {
        assertThatThrownBy(() -> Settings.of(Map.of("API_PORT", "80a")).get(PORT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("API_PORT is \"80a\"; it must be a whole number from 0 to 65535");
        assertThatThrownBy(() -> Settings.of(Map.of()).get(INTERVAL))
                .hasMessage("FLUSH_INTERVAL is not set; it must be a duration such as 200ms, 5s, 10m, 24h or 7d,"
                        + " from 10ms to 720h");
    }

    @ParameterizedTest
    @CsvSource({"200, PT0.2S", "200ms, PT0.2S", "5s, PT5S", "10m, PT10M", "24h, PT24H", "7d, PT168H"})
    void a_duration_carries_its_unit(String text, Duration duration) {
        assertThat(Settings.of(Map.of("FLUSH_INTERVAL", text)).get(INTERVAL)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5B, 5", "64KiB, 65536", "1MiB, 1048576"})
    void a_size_carries_its_unit(String text, long bytes) {
        assertThat(Settings.of(Map.of("MAX", text)).get(SIZE)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2MiB", "1MB", "-1", "1 KiB"})
    void a_size_out_of_bounds_or_form_is_refused(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("MAX", text)).get(SIZE))
                .hasMessage("MAX is \"" + text + "\"; it must be a size such as 65536, 64KiB, 10MiB or 1GiB,"
                        + " from 1 to 1048576 bytes");
    }

    @Test
    void a_secret_comes_from_its_variable_or_its_file_and_is_never_shown(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "from file\n");

        assertThat(Settings.of(Map.of("PW", "direct")).secret("PW").reveal()).isEqualTo("direct");
        assertThat(Settings.of(Map.of("PW_FILE", file.toString())).secret("PW")).hasToString("***");
        assertThat(Settings.of(Map.of("PW_FILE", file.toString())).secret("PW").reveal())
                .isEqualTo("from file");
        assertThatThrownBy(() -> Settings.of(Map.of("PW_FILE", "/nowhere")).secret("PW"))
                .hasMessage("PW_FILE is \"/nowhere\", which cannot be read: NoSuchFileException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9ms", "0", "31d", "1.5s", "-1s", "999999999d"})
    void a_duration_out_of_bounds_or_form_is_refused(String text) {
        assertThatThrownBy(() -> Settings.of(Map.of("FLUSH_INTERVAL", text)).get(INTERVAL))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("FLUSH_INTERVAL is \"" + text + "\"; it must be a duration");
    }
}
