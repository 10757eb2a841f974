package dev.eventlane.benchmark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 64, 65, 1_000, 4_097})
    void every_number_stands_at_one_position_and_is_found_there(int size) {
        Shuffle shuffle = new Shuffle(size, 42);

        assertThat(IntStream.range(0, size).map(shuffle::at).sorted())
                .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        assertThat(IntStream.range(0, size)).allMatch(number -> shuffle.at(shuffle.positionOf(number)) == number);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_first_half_lies_all_over_the_range(long key) {
        Shuffle shuffle = new Shuffle(1_000, key);

        long low = IntStream.range(0, 500)
                .map(shuffle::at)
                .filter(number -> number < 500)
                .count();

        // The order is always the same for a key: nothing here depends on luck.
        assertThat(low).isBetween(200L, 300L);
    }
}
