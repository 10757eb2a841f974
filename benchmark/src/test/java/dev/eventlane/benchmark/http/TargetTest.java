package dev.eventlane.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void a_path_of_the_base_url_comes_before_all_others() {
        Target target = new Target(URI.create("http://localhost:8080/api/"), "");

        assertThat(target.pathPrefix()).isEqualTo("/api");
        assertThat(target.address().getPort()).isEqualTo(8080);
        assertThat(new Target(URI.create("http://localhost"), "").address().getPort())
                .isEqualTo(80);
    }

    @Test
    void a_key_is_sent_and_never_shown() {
        Target target = new Target(URI.create("http://localhost:1"), "evl_secret");

        assertThat(target.headers()).contains("Authorization: Bearer evl_secret\r\n");
        assertThat(target).asString().doesNotContain("secret");
    }

    @Test
    void what_cannot_be_measured_is_refused() {
        assertThatThrownBy(() -> new Target(URI.create("https://localhost"), ""))
                .hasMessageContaining("plain HTTP");
        assertThatThrownBy(() -> new Target(URI.create("localhost:8080"), "")).hasMessageContaining("http://host:port");
        assertThatThrownBy(() -> new Target(URI.create("http://localhost"), "a\r\nb"))
                .hasMessageContaining("cannot stand in a header");
    }
}
