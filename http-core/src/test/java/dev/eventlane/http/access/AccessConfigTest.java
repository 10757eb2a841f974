package dev.eventlane.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.Settings;
import dev.eventlane.http.access.Allowance.Unit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessConfigTest {
    private static final Map<String, String> ALL = Map.of(
            "API_KEYS_FILE", "/f", "API_KEYS", "l", "RATE_LIMIT", "1/s", "RATE_BURST", "2", "EVENT_QUOTA", "3/d");

    @Test
    void by_default_everybody_may_do_everything() {
        AccessConfig config = AccessConfig.from(Settings.of(Map.of()));

        assertThat(config).isEqualTo(AccessConfig.OPEN);
        assertThat(config.isOpen()).isTrue();
    }

    @Test
    void every_variable_set() {
        AccessConfig config = AccessConfig.from(Settings.of(ALL));

        assertThat(config)
                .isEqualTo(new AccessConfig(
                        Optional.of(Path.of("/f")),
                        Optional.of("l"),
                        new Limits(
                                Optional.of(new Allowance(1, Unit.SECOND)),
                                Optional.of(2L),
                                Optional.of(new Allowance(3, Unit.DAY)))));
        assertThat(config.isOpen()).isFalse();
        assertThat(AccessConfig.withoutLimits(Settings.of(ALL)))
                .isEqualTo(new AccessConfig(Optional.of(Path.of("/f")), Optional.of("l"), Limits.NONE));
    }

    @Test
    void a_bad_value_is_named_with_its_rule() {
        assertThatThrownBy(() -> AccessConfig.from(Settings.of(Map.of("RATE_LIMIT", "fast"))))
                .hasMessage(
                        "RATE_LIMIT is \"fast\"; it must be a count per second, minute, hour or day such as 100/s or 1000000/d");
        assertThatThrownBy(() -> AccessConfig.from(Settings.of(Map.of("RATE_BURST", "5"))))
                .hasMessage("RATE_BURST is set without RATE_LIMIT, whose burst it is; set both or neither");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "::1, true", "localhost, true", "0.0.0.0, false", "::, false"})
    void what_others_can_reach_is_known(String host, boolean loopback) {
        assertThat(ExposureWarning.isLoopback(host)).isEqualTo(loopback);
    }
}
