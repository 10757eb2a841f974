package dev.eventlane.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.event.InvalidFieldException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "page.view", "a_b-c:d", "0"})
    void names_of_letters_digits_and_four_more(String name) {
        assertThatCode(() -> new FieldRules(Set.of()).checkEventName("event_name", name))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "ä", "a\n", "@", "[", "`", "{", "１"})
    void no_other_names(String name) {
        assertThatThrownBy(() -> new FieldRules(Set.of()).checkEventName("event_name", name))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("event_name must consist of letters, digits and _ . : -");
    }

    @Test
    void of_many_allowed_names_the_first_are_told() {
        Set<String> names =
                IntStream.range(100, 1_100).mapToObj(Integer::toString).collect(Collectors.toSet());

        assertThatThrownBy(() -> new FieldRules(names).checkEventName("event_name", "a"))
                .hasMessageStartingWith("event_name must be one of: 100, 1000, 1001, ")
                .hasMessageEndingWith("… (1000 in EVENT_NAMES)")
                .satisfies(refused -> assertThat(refused.getMessage().length()).isLessThan(200));
    }
}
