package dev.eventlane.core.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a variable becomes a value.
 *
 * @param rule what a valid text looks like, for messages and the reference
 * @param parser gives the value, or throws {@link IllegalArgumentException} when the text breaks the rule
 */
public record SettingType<T>(String rule, Function<String, T> parser) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)?");
    private static final long KIB = 1024;

    public static final SettingType<String> TEXT = new SettingType<>("a text that is not empty", text -> {
        check(!text.isBlank());
        return text;
    });

    public static final SettingType<Path> FILE = new SettingType<>("the path of a file", text -> {
        check(!text.isBlank());
        // What is no path throws an IllegalArgumentException, too.
        return Path.of(text);
    });

    public static final SettingType<String> HOST =
            new SettingType<>("a host name, or an IP address ([::1] for IPv6)", text -> {
                check(text.equals(URI.create("http://" + text).getHost()));
                return text;
            });

    public static final SettingType<Integer> PORT = integer(0, 65_535);

    public static final SettingType<List<String>> LIST =
            new SettingType<>("a comma-separated list", text -> Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList());

    public static final SettingType<URI> HTTP_URL =
            new SettingType<>("an address such as http://127.0.0.1:8082", text -> {
                URI uri = URI.create(text);
                check(uri.getHost() != null && List.of("http", "https").contains(uri.getScheme()));
                return uri;
            });

    public static SettingType<Integer> integer(int min, int max) {
        return new SettingType<>("a whole number from " + min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            check(value >= min && value <= max);
            return value;
        });
    }

    /** One of these, in small letters. */
    public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return new SettingType<>("one of " + String.join(", ", names), text -> {
            check(names.contains(text));
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
    }

    /** A time within these bounds; a bare number counts milliseconds. */
    public static SettingType<Duration> duration(Duration min, Duration max) {
        String rule = "a duration such as 200ms, 5s, 10m, 24h or 7d, from " + shown(min) + " to " + shown(max);
        return new SettingType<>(rule, text -> {
            Duration duration = parseDuration(text);
            check(duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0);
            return duration;
        });
    }

    /** As a user would write it. */
    private static String shown(Duration duration) {
        if (duration.toMillisPart() > 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() > 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toHours() > 0 && duration.toMinutesPart() == 0
                ? duration.toHours() + "h"
                : duration.toMinutes() + "m";
    }

    /** A number of bytes within these bounds. */
    public static SettingType<Long> dataSize(long min, long max) {
        String rule = "a size such as 65536, 64KiB, 10MiB or 1GiB, from " + min + " to " + max + " bytes";
        return new SettingType<>(rule, text -> {
            long bytes = parseSize(text);
            check(bytes >= min && bytes <= max);
            return bytes;
        });
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        check(matcher.matches());
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static long parseSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        check(matcher.matches());
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        return switch (unit) {
            case "B" -> amount;
            case "KiB" -> amount * KIB;
            case "MiB" -> amount * KIB * KIB;
            default -> amount * KIB * KIB * KIB;
        };
    }

    private static void check(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException("rule broken");
        }
    }
}
