package dev.eventlane.http.access;

import static dev.eventlane.http.access.TestKeys.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import dev.eventlane.http.CountedRefusals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final String FIRST = line("first", "p", "read,write", "key-1");
    private static final String SECOND = line("second", "q", "read,write", "key-2");

    @TempDir
    Path folder;

    @Test
    void keys_come_from_file_and_variable() throws Exception {
        try (ApiKeys keys = open(Map.of(
                "API_KEYS_FILE", file(FIRST), "API_KEYS", SECOND + ";" + line("third", "r", "read,write", "key-3")))) {
            assertThat(keys.anybody()).isEmpty();
            assertThat(keys.find("key-1").orElseThrow().project()).isEqualTo("p");
            assertThat(keys.find("key-2").orElseThrow().project()).isEqualTo("q");
            assertThat(keys.find("key-3").orElseThrow().project()).isEqualTo("r");
            assertThat(keys.find("key-4")).isEmpty();
            assertThat(keys.find("")).isEmpty();
        }
    }

    @Test
    void without_either_everybody_is_let_into_one_project() {
        try (ApiKeys keys = open(Map.of())) {
            assertThat(keys.anybody().orElseThrow().project()).isEqualTo("default");
        }
    }

    @Test
    void a_changed_file_is_read_again_and_a_broken_one_changes_nothing() throws Exception {
        Path file = Path.of(file(FIRST));
        try (ApiKeys keys = open(Map.of("API_KEYS_FILE", file.toString()))) {
            Files.writeString(file, SECOND);
            await().atMost(Duration.ofSeconds(5)).until(() -> keys.find("key-2").isPresent());
            assertThat(keys.find("key-1")).isEmpty();

            for (String broken : new String[] {"", FIRST + "\nnonsense", SECOND + "\n" + SECOND}) {
                Files.writeString(file, broken);
                await().during(Duration.ofMillis(1_500))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> keys.find("key-2").isPresent()
                                && keys.find("key-1").isEmpty());
            }
            Files.delete(file);
            await().during(Duration.ofMillis(1_500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> keys.find("key-2").isPresent());
            Files.writeString(file, FIRST + "\n" + SECOND);
            await().atMost(Duration.ofSeconds(5)).until(() -> keys.find("key-1").isPresent());
        }
    }

    @Test
    void what_a_key_has_used_stays_used_when_others_change() throws Exception {
        Path file = Path.of(file(FIRST + " rate=1/h"));
        try (ApiKeys keys = open(Map.of("API_KEYS_FILE", file.toString()))) {
            Limiter before = keys.find("key-1").orElseThrow().limiter();
            Files.writeString(file, FIRST + " rate=1/h\n" + SECOND);
            await().atMost(Duration.ofSeconds(5)).until(() -> keys.find("key-2").isPresent());

            assertThat(keys.find("key-1").orElseThrow().limiter()).isSameAs(before);
            assertThat(keys.find("key-2").orElseThrow().limiter()).isNotSameAs(before);
        }
    }

    @Test
    void neither_is_it_given_back_by_taking_the_key_away_for_a_while() throws Exception {
        Path file = Path.of(file(FIRST + " rate=1/h"));
        try (ApiKeys keys = open(Map.of("API_KEYS_FILE", file.toString()))) {
            Limiter before = keys.find("key-1").orElseThrow().limiter();
            Files.writeString(file, SECOND);
            await().atMost(Duration.ofSeconds(5)).until(() -> keys.find("key-1").isEmpty());
            Files.writeString(file, FIRST + " rate=1/h");
            await().atMost(Duration.ofSeconds(5)).until(() -> keys.find("key-1").isPresent());

            assertThat(keys.find("key-1").orElseThrow().limiter()).isSameAs(before);
        }
    }

    @Test
    void keys_that_cannot_be_read_stop_the_start() throws Exception {
        assertThatThrownBy(() -> open(Map.of("API_KEYS_FILE", "/nowhere/keys")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("API_KEYS_FILE /nowhere/keys cannot be read: NoSuchFileException");
        assertThatThrownBy(() -> open(Map.of("API_KEYS", "n p read evl_the-key-itself")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "API_KEYS: line 1: the fourth word must be sha256: and 64 hexadecimal digits, and not the key itself");
        String file = file(FIRST);
        assertThatThrownBy(() ->
                        open(Map.of("API_KEYS_FILE", file, "API_KEYS", line("first", "p", "read,write", "other"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the key first stands in API_KEYS, too; remove it from one of them");
    }

    private String file(String lines) throws Exception {
        return Files.writeString(folder.resolve("keys"), lines).toString();
    }

    private static ApiKeys open(Map<String, String> variables) {
        return ApiKeys.open(AccessConfig.from(Settings.of(variables)), new CountedRefusals());
    }
}
