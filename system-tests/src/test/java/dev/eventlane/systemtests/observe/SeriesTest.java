package dev.eventlane.systemtests.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.systemtests.observe.Selector.Matcher;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void names_and_labels_are_read() {
        assertThat(
                        Series.parse(
                                """
                                # HELP a what it is
                                # TYPE a counter
                                a 1.0
                                b{} NaN
                                c_bucket{le="+Inf",route="/event/{id}",} 3.0 1711540800000
                                d{text="a \\"b\\" \\\\"} -1E-3
                                """))
                .containsExactly(
                        new Series("a", Map.of()),
                        new Series("b", Map.of()),
                        new Series("c_bucket", Map.of("le", "+Inf", "route", "/event/{id}")),
                        new Series("d", Map.of("text", "a \\\"b\\\" \\\\")));
    }

    @Test
    void what_is_no_exposition_is_refused() {
        assertThatThrownBy(() -> Series.parse("<html>"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no line of Prometheus's text format: <html>");
    }

    @Test
    void a_series_is_meant_if_name_and_equal_labels_fit() {
        Series series = new Series("a", Map.of("code", "500"));

        assertThat(series.isMeantBy(selector("a", new Matcher("code", "=", "500"))))
                .isTrue();
        assertThat(series.isMeantBy(selector("a", new Matcher("code", "=", "503"))))
                .isFalse();
        assertThat(series.isMeantBy(selector("a", new Matcher("other", "=", "500"))))
                .isFalse();
        assertThat(series.isMeantBy(selector("b"))).isFalse();
        assertThat(series.isMeantBy(selector("a", new Matcher("code", "!~", "5.."), new Matcher("job", "=", "kafka"))))
                .isTrue();
    }

    private static Selector selector(String metric, Matcher... matchers) {
        return new Selector(metric, List.of(matchers));
    }
}
