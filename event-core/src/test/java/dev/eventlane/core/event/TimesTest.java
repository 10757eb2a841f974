package dev.eventlane.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T12:00:00Z,           2026-03-27T12:00:00.000Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00.001Z,       2024-02-29T00:00:00.001Z",
        "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z,       9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z,         +10000-01-01T00:00:00.000Z",
        "-0001-12-31T23:59:59.999Z,      -0001-12-31T23:59:59.999Z",
    })
    void a_time_is_written_to_the_millisecond(String instant, String text) {
        assertThat(Times.format(Instant.parse(instant))).isEqualTo(text);
    }

    @Test
    void every_time_is_written_as_the_formatter_would() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-70_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(Times.format(instant)).isEqualTo(FORMAT.format(instant));
        }
    }
}
