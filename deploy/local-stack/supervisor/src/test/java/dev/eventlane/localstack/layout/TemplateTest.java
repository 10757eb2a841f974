package dev.eventlane.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void every_place_is_filled_as_it_is() {
        Template template = new Template("t", "path=@DATA_1@/x, again=@DATA_1@, mail=a@b");

        assertThat(template.filled(Map.of("DATA_1", "/a$1\\b"))).isEqualTo("path=/a$1\\b/x, again=/a$1\\b, mail=a@b");
    }

    @Test
    void a_place_without_a_value_is_a_mistake() {
        assertThatThrownBy(() -> new Template("t", "@PORT@").filled(Map.of())).hasMessage("t needs a value for PORT");
    }
}
