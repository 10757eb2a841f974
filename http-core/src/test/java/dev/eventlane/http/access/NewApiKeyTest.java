package dev.eventlane.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewApiKeyTest {
    private static final Map<String, String> ARGUMENTS =
            Map.of("PROJECT", "shop", "NAME", "checkout", "RIGHTS", "write,read", "RATE", "100/s", "QUOTA", "5/d");

    @Test
    void the_line_is_that_of_the_key() throws Exception {
        List<String> shown = NewApiKey.make(Settings.of(ARGUMENTS));

        assertThat(shown.get(0)).matches("key, shown this once:   evl_[A-Za-z0-9_-]{43}");
        String key = shown.get(0).substring(shown.get(0).indexOf("evl_"));
        String line = "checkout shop read,write " + KeyHash.of(key).text() + " rate=100/s quota=5/d";
        assertThat(shown.get(1)).isEqualTo("line for API_KEYS_FILE: " + line);
        assertThat(ApiKeyLines.parse(line)).hasSize(1);
    }

    @Test
    void no_two_keys_are_the_same() {
        Settings settings = Settings.of(ARGUMENTS);

        assertThat(NewApiKey.make(settings)).isNotEqualTo(NewApiKey.make(settings));
    }

    @Test
    void an_argument_that_breaks_its_rule_makes_no_key() {
        assertThatThrownBy(() -> NewApiKey.make(Settings.of(Map.of("PROJECT", "a/b", "NAME", "n", "RIGHTS", "read"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("PROJECT is \"a/b\"; it must be 1 to 64 letters, digits and _ . -");
        assertThatThrownBy(() -> NewApiKey.make(Settings.of(Map.of("PROJECT", "p", "NAME", "n", "RIGHTS", "admin"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "RIGHTS is \"admin\"; it must be read, write and metrics, or some of them, separated by commas");
    }
}
