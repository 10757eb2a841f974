package dev.eventlane.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyLinesTest {
    private static final String HASH = "sha256:" + "a1".repeat(32);
    private static final String OTHER = "sha256:" + "b2".repeat(32);

    @Test
    void each_line_is_a_key() throws Exception {
        String text =
                "# our keys\r\n\n  checkout\tshop  write " + HASH + " quota=5/d rate=200/s burst=500 # for the shop\n"
                        + "reports shop.eu read,metrics,write " + OTHER.replace("b", "B");

        assertThat(ApiKeyLines.parse(text))
                .containsExactly(
                        new ApiKey(
                                "checkout",
                                "shop",
                                Set.of(Right.WRITE),
                                KeyHash.parse(HASH),
                                new Limits(
                                        Optional.of(new Allowance(200, Allowance.Unit.SECOND)),
                                        Optional.of(500L),
                                        Optional.of(new Allowance(5, Allowance.Unit.DAY)))),
                        new ApiKey(
                                "reports",
                                "shop.eu",
                                Set.of(Right.READ, Right.WRITE, Right.METRICS),
                                KeyHash.parse(OTHER),
                                Limits.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n p read H", "n p read,write,metrics H rate=1/m burst=7 quota=999999999/h"})
    void a_key_is_written_as_it_is_read(String line) throws Exception {
        String text = line.replace("H", HASH);

        assertThat(ApiKeyLines.parse(text).get(0).line()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n p read                      | line 2: must be: name project rights sha256:… and limits, if any",
                "n/m p read H                  | line 2: the name must consist of 1 to 64 letters, digits and _ . -",
                "n p/q read H                  | line 2: the project must consist of 1 to 64 letters, digits and _ . -",
                "n p reed H                    | line 2: the rights must be read, write and metrics, or some of them, separated by commas",
                "n p read, H                   | line 2: the rights must be read, write and metrics, or some of them, separated by commas",
                "n p read evl_the-key-itself   | line 2: the fourth word must be sha256: and 64 hexadecimal digits, and not the key itself",
                "n p read H rate=0/s           | line 2: rate must be a count per second, minute, hour or day such as 100/s or 1000000/d",
                "n p read H quota=5            | line 2: quota must be a count per second, minute, hour or day such as 100/s or 1000000/d",
                "n p read H burst=5            | line 2: burst must stand beside a rate",
                "n p read H rate=1/s rate=2/s  | line 2: what follows the hash must be rate=100/s, burst=200 or quota=1000000/d, each once",
                "n p read H speed=1            | line 2: what follows the hash must be rate=100/s, burst=200 or quota=1000000/d, each once",
                "first q read SECOND           | line 2: the name must not be that of another key",
                "n q read FIRST                | line 2: the key must not be another one's, too",
            })
    void a_broken_rule_is_named_with_its_line_and_without_what_stands_there(String line, String error) {
        String first = "sha256:" + "c3".repeat(32);
        String text = "first p read " + first + "\n"
                + line.replace("H", HASH).replace("FIRST", first).replace("SECOND", OTHER);

        assertThatThrownBy(() -> ApiKeyLines.parse(text))
                .isInstanceOf(InvalidKeysException.class)
                .hasMessage(error);
    }

    @Test
    void no_key_at_all_is_an_error() {
        assertThatThrownBy(() -> ApiKeyLines.parse("# none\n"))
                .isInstanceOf(InvalidKeysException.class)
                .hasMessage("there is no key in it; it must have at least one");
    }
}
