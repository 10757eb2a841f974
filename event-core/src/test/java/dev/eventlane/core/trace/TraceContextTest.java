package dev.eventlane.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of the standard, and what it forbids. */
class TraceContextTest {
    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void a_valid_context_is_kept_as_it_came() {
        assertThat(TraceContext.parse(VALID, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"))
                .hasValue(new TraceContext(VALID, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
        assertThat(TraceContext.parse(VALID, null)).hasValue(new TraceContext(VALID, ""));
        assertThat(TraceContext.parse(VALID, null).orElseThrow().traceId())
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cc-12345678901234567890123456789012-1234567890123456-01",
                "cc-12345678901234567890123456789012-1234567890123456-01-what-the-future-will-be-like",
                "cc-12345678901234567890123456789012-1234567890123456-01-",
            })
    void a_later_version_is_taken_and_may_append(String traceparent) {
        assertThat(TraceContext.parse(traceparent, null)).hasValue(new TraceContext(traceparent, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e47360-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-12345678901234567890123456789012-1234567890123456-01.what",
            })
    void an_invalid_parent_counts_as_none_whatever_the_state_says(String traceparent) {
        assertThat(TraceContext.parse(traceparent, "rojo=1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "a=1 , b=2", "a=1,,b=2", "0@v=x y", "a/b*c-d_e=~", " a=1\t"})
    void a_valid_state_is_kept(String tracestate) {
        assertThat(TraceContext.parse(VALID, tracestate)).hasValue(new TraceContext(VALID, tracestate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "a", "a=", "=1", "A=1", "a=1=2", "a=1,a=2", "a=ü", "a=1;\nb=2", "a= "})
    void an_invalid_state_counts_as_none(String tracestate) {
        assertThat(TraceContext.parse(VALID, tracestate)).hasValue(new TraceContext(VALID, ""));
    }

    @Test
    void what_is_longer_than_anybody_must_pass_on_is_not_passed_on() {
        assertThat(TraceContext.parse(VALID, "a=" + "x".repeat(256) + ",b=" + "x".repeat(251)))
                .hasValue(new TraceContext(VALID, "a=" + "x".repeat(256) + ",b=" + "x".repeat(251)));
        assertThat(TraceContext.parse(VALID, "a=" + "x".repeat(256) + ",b=" + "x".repeat(252)))
                .hasValue(new TraceContext(VALID, ""));
        assertThat(TraceContext.parse(VALID, members(32)).orElseThrow().tracestate())
                .isEqualTo(members(32));
        assertThat(TraceContext.parse(VALID, members(33)).orElseThrow().tracestate())
                .isEmpty();
        assertThat(TraceContext.parse("cc" + VALID.substring(2) + "-" + "x".repeat(500), null))
                .isEmpty();
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }
}
