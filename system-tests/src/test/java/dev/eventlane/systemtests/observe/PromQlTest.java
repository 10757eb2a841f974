package dev.eventlane.systemtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.systemtests.observe.Selector.Matcher;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void metrics_are_told_from_functions_operators_ranges_and_labels() {
        PromQl parsed = PromQl.parse(
                "sum by (le, job) (rate(a_bucket{job=\"x{y}\", code!~\"5..\"}[5m])) / on(job) group_left b:c > 0.5 or vector(0)");

        assertThat(parsed.selectors())
                .containsExactly(
                        new Selector(
                                "a_bucket", List.of(new Matcher("job", "=", "x{y}"), new Matcher("code", "!~", "5.."))),
                        new Selector("b:c", List.of()));
        assertThat(parsed.grouping()).isEqualTo(Set.of("le", "job"));
    }

    @Test
    void a_metric_that_stands_last_is_found() {
        assertThat(PromQl.parse("absent(a) unless b offset 5m and c").selectors())
                .extracting(Selector::metric)
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_selector_without_a_name_is_refused() {
        assertThatThrownBy(() -> PromQl.parse("sum({job=\"kafka\"})"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a selector without a name in sum({job=\"kafka\"})");
    }
}
