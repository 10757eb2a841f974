package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @Test
    void encoded_bytes_are_utf_8() throws Exception {
        assertThat(PercentEncoding.decode("c", "a%2Fb%20%E4%B8%96+", false)).isEqualTo("a/b 世+");
        assertThat(PercentEncoding.decode("c", "a+b%2B", true)).isEqualTo("a b+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%C0%AF", "a%"})
    void what_is_no_text_is_refused(String text) {
        assertThatThrownBy(() -> PercentEncoding.decode("c", text, false))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("c must be percent-encoded UTF-8");
    }
}
