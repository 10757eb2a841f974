package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();
    private final Opened opened = new Opened();

    @Test
    void is_closed_in_reverse_and_once() {
        String first = opened.add("first", closed::add);
        opened.add("second", closed::add);

        opened.close();
        opened.close();

        assertThat(first).isEqualTo("first");
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void one_that_cannot_be_closed_does_not_keep_the_others_open() {
        IllegalStateException failure = new IllegalStateException("cannot be closed");
        opened.add("first", closed::add);
        opened.add("second", unclosable -> {
            throw failure;
        });
        opened.add("third", closed::add);

        assertThatThrownBy(opened::close).isSameAs(failure);
        assertThat(closed).containsExactly("third", "first");
    }
}
