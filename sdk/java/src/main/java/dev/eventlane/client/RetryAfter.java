package dev.eventlane.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
    /** Whoever asks for more is believed so far: a date may be read by a clock that is wrong. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private RetryAfter() {}

    /** The time from now, at most two hours; empty = it is neither form. */
    static Optional<Duration> parse(String header) {
        String value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(atMost(Duration.ofSeconds(Long.parseLong(value))));
        }
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), at);
            return Optional.of(atMost(left.isNegative() ? Duration.ZERO : left));
        } catch (DateTimeException e) {
            // Neither form: the client's own waits hold then.
            return Optional.empty();
        }
    }

    private static Duration atMost(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
