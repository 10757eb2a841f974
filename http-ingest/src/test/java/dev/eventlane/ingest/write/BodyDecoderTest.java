package dev.eventlane.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.content.HeldBytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyDecoderTest {
    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void what_was_held_is_released_also_when_decoding_fails_for_a_reason_of_ours() {
        HeldBytes body = new HeldBytes(100, budget);
        body.add(new byte[50]);
        BodyDecoder decoder = new BodyDecoder(new BodyReader(100, budget, Duration.ofSeconds(1)));

        // A body without a coding stands for any fault of the program.
        assertThatThrownBy(() -> decoder.decode(new BodyReader.Whole(body, null)))
                .isInstanceOf(RuntimeException.class);
        assertThat(budget.reserved()).isZero();
    }
}
