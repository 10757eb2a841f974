package dev.eventlane.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettledTextTest {
    @Test
    void a_text_counts_once_two_reads_in_a_row_agree() {
        SettledText text = new SettledText();

        assertThat(text.isSettled("a\nb\n")).isFalse();
        assertThat(text.isSettled("a\nb\n")).isTrue();
        assertThat(text.isSettled("a\n")).isFalse();
        assertThat(text.isSettled("a\nb\nc\n")).isFalse();
        assertThat(text.isSettled("a\nb\nc\n")).isTrue();
    }
}
