package dev.eventlane.analytics;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * JSON objects as the worst of clients writes them: keys and values that mean something elsewhere, every form of a number, paths
 * that collide, repeated keys, and some that the front door refuses. Few different keys and values, so that they meet.
 */
final class RandomProperties {
    static final List<String> KEYS = List.of(
            "a",
            "b",
            "c",
            "plan",
            "tier",
            "a.b",
            "b.c",
            "a.b.c",
            "ü",
            "世界",
            "🙂",
            "a b",
            "A",
            "null",
            "size0",
            "Int64",
            "^a",
            "a[]",
            ":String",
            "%2e",
            "'",
            "\"",
            "\\",
            "\\N",
            "a'b",
            "{p0:String}",
            "0",
            "-1",
            "properties",
            "true",
            "",
            ".",
            "..",
            "a.",
            ".a",
            "`",
            "a`b",
            "a.:`Int64`",
            "^`a`",
            "\u0000",
            "a\u0000b",
            "\n",
            "\t",
            "\u007f",
            "k".repeat(300));

    static final List<String> STRINGS = List.of(
            "",
            "gold",
            "free",
            "5",
            "5.0",
            "110",
            "0",
            "-0",
            "true",
            "false",
            "null",
            "NULL",
            "\\N",
            "2026-03-27",
            "9999-12-31",
            "2026:03:27",
            "2026-03-27 12:00:00",
            "2026-03-27T12:00:00Z",
            "2026-03-27 12:00:00.123456789",
            "12:00:00",
            "1e400",
            "18446744073709551616",
            "[1]",
            "['a']",
            "{}",
            "世界 🙂",
            "quo'te\"s",
            "back\\slash",
            "tab\tand\nline",
            "\u0000",
            "%",
            " ");

    /** Those of 64 bits, those beyond, and those that look like them. */
    static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "5",
            "-5",
            "110",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775809",
            "1180591620717411303424",
            "-1180591620717411303424",
            "9".repeat(40),
            "-0.0",
            "0.0",
            "5.0",
            "5e0",
            "50e-1",
            "1.10e2",
            "0.1",
            "0.10",
            "-2.5E-3",
            "1e300",
            "1e-400",
            "1e400",
            "-1e400",
            "9.9E999999999",
            "0.1000000000000000055511151231257827",
            "123456.5",
            "9".repeat(400),
            "0." + "3".repeat(400),
            "9".repeat(400) + ".5");

    private static final List<String> SPACES = List.of("", "", "", "", " ", "\n", "\t", "  ");
    private static final int DEEPEST = 18;

    private final SplittableRandom random;

    RandomProperties(SplittableRandom random) {
        this.random = random;
    }

    String next() {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return wide();
        }
        return kind == 1 ? deep() : object(random.nextInt(1, 4));
    }

    /** A number as a client may write it, or text that is none. */
    String value() {
        int kind = random.nextInt(8);
        if (kind < 3) {
            return one(STRINGS);
        }
        return kind < 7 ? one(NUMBERS) : String.valueOf(random.nextBoolean());
    }

    private String object(int levels) {
        int members = random.nextInt(6);
        return IntStream.range(0, members)
                .mapToObj(i -> space() + string(key()) + space() + ":" + space() + element(levels - 1) + space())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String element(int levels) {
        int kind = random.nextInt(levels > 0 ? 10 : 6);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> String.valueOf(random.nextBoolean());
            case 2, 3 -> one(NUMBERS);
            case 4, 5 -> string(one(STRINGS));
            case 6, 7, 8 -> object(levels);
            default -> array(levels);
        };
    }

    private String array(int levels) {
        List<String> elements = new ArrayList<>();
        boolean alike = random.nextBoolean();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(alike ? one(NUMBERS.subList(0, 6)) : element(levels - 1));
        }
        return "[" + String.join(space() + ",", elements) + "]";
    }

    /** Paths that no other object has, more than ClickHouse keeps apart. */
    private String wide() {
        int members = random.nextInt(1, 1_500);
        return IntStream.range(0, members)
                .mapToObj(i -> "\"w" + random.nextInt(1_000_000) + "." + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String deep() {
        int levels = random.nextInt(10, DEEPEST);
        boolean arrays = random.nextBoolean();
        return "{\"a\":" + (arrays ? "[" : "{\"a\":").repeat(levels) + "1" + (arrays ? "]" : "}").repeat(levels) + "}";
    }

    private String key() {
        return random.nextInt(20) == 0 ? "k" + random.nextInt(10_000) : one(KEYS);
    }

    /** In quotes; some characters escaped though they need not be, some escapes of what is no character. */
    private String string(String text) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        return switch (random.nextInt(30)) {
            case 0 -> "\"" + escaped + "\\ud83d\"";
            case 1 -> "\"" + escaped.replace("a", "\\u0061").replace("g", "\\u0067") + "\"";
            case 2 -> "\"" + escaped + "\\ud83d\\ude42\"";
            default -> "\"" + escaped + "\"";
        };
    }

    private String space() {
        return one(SPACES);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
