package dev.eventlane.localstack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waits_double_within_a_bound_forever() {
        Backoff backoff = new Backoff();

        List<Long> waits = IntStream.range(0, 9)
                .mapToObj(death -> backoff.after(Duration.ofSeconds(1)).toMillis())
                .toList();

        assertThat(waits).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 15000L, 15000L, 15000L);
    }

    @Test
    void who_lived_long_starts_again_soon() {
        Backoff backoff = new Backoff();
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMinutes(5))).isEqualTo(Duration.ofMillis(250));
    }
}
