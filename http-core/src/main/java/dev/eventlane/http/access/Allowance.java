package dev.eventlane.http.access;

import static java.util.Objects.requireNonNull;

import dev.eventlane.core.config.SettingType;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of something there may be in a time; written as {@code 100/s}.
 *
 * @param count at least 1
 * @param unit of the time
 */
public record Allowance(long count, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})/([smhd])");

    /** How it is read from a variable. */
    public static final SettingType<Allowance> TYPE =
            new SettingType<>("a count per second, minute, hour or day such as 100/s or 1000000/d", Allowance::parse);

    /** The times that a count can be of. */
    public enum Unit {
        SECOND("s", Duration.ofSeconds(1)),
        MINUTE("m", Duration.ofMinutes(1)),
        HOUR("h", Duration.ofHours(1)),
        DAY("d", Duration.ofDays(1));

        private final String text;
        private final Duration duration;

        Unit(String text, Duration duration) {
            this.text = text;
            this.duration = duration;
        }

        private static Unit of(String text) {
            for (Unit unit : values()) {
                if (unit.text.equals(text)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException("no unit");
        }
    }

    public Allowance {
        requireNonNull(unit, "unit is null");
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; it must be at least 1");
        }
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @throws IllegalArgumentException if it breaks the rule of {@link #TYPE}
     */
    static Allowance parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be " + TYPE.rule());
        }
        return new Allowance(Long.parseLong(matcher.group(1)), Unit.of(matcher.group(2)));
    }

    Duration period() {
        return unit.duration;
    }

    String text() {
        return count + "/" + unit.text;
    }
}
