package dev.eventlane.http.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines that API keys are given in, one a line; what comes after {@code #} is a comment:
 *
 * <pre>
 * # name    project  rights      hash        limits, if any
 * checkout  shop     write       sha256:9f…  rate=200/s burst=500 quota=5000000/d
 * reports   shop     read        sha256:03…
 * </pre>
 */
final class ApiKeyLines {
    /** What names and projects consist of. No slash: Kafka's keys are made of project and ID with a slash between them. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** What {@link #NAME} allows, for messages. */
    static final String NAME_RULE = "1 to 64 letters, digits and _ . -";

    static final String RIGHTS_RULE = "read, write and metrics, or some of them, separated by commas";
    private static final Pattern BURST = Pattern.compile("[1-9]\\d{0,8}");
    private static final int WORDS = 4;

    private final List<ApiKey> keys = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<KeyHash> hashes = new HashSet<>();

    private ApiKeyLines() {}

    /**
     * Reads them.
     *
     * @throws InvalidKeysException if a line breaks a rule, or there is no key
     */
    static List<ApiKey> parse(String text) throws InvalidKeysException {
        ApiKeyLines lines = new ApiKeyLines();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                lines.add(number, content.split("\\s+"));
            }
        }
        if (lines.keys.isEmpty()) {
            throw new InvalidKeysException("there is no key in it; it must have at least one");
        }
        return List.copyOf(lines.keys);
    }

    private void add(int line, String[] words) throws InvalidKeysException {
        if (words.length < WORDS) {
            throw new InvalidKeysException(line, "must be: name project rights sha256:… and limits, if any");
        }
        ApiKey key = new ApiKey(
                name(line, "the name", words[0]),
                name(line, "the project", words[1]),
                rights(line, words[2]),
                hash(line, words[3]),
                limits(line, words));
        if (!names.add(key.name())) {
            throw new InvalidKeysException(line, "the name must not be that of another key");
        }
        if (!hashes.add(key.hash())) {
            throw new InvalidKeysException(line, "the key must not be another one's, too");
        }
        keys.add(key);
    }

    private static String name(int line, String what, String word) throws InvalidKeysException {
        if (!NAME.matcher(word).matches()) {
            throw new InvalidKeysException(line, what + " must consist of " + NAME_RULE);
        }
        return word;
    }

    private static Set<Right> rights(int line, String word) throws InvalidKeysException {
        return rights(word).orElseThrow(() -> new InvalidKeysException(line, "the rights must be " + RIGHTS_RULE));
    }

    /** Empty if it breaks {@link #RIGHTS_RULE}. */
    static Optional<Set<Right>> rights(String text) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (String word : text.split(",", -1)) {
            Optional<Right> right = Right.of(word.strip());
            if (right.isEmpty()) {
                return Optional.empty();
            }
            rights.add(right.get());
        }
        return Optional.of(rights);
    }

    private static KeyHash hash(int line, String word) throws InvalidKeysException {
        try {
            return KeyHash.parse(word);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeysException(
                    line, "the fourth word must be " + KeyHash.RULE + ", and not the key itself");
        }
    }

    private static Limits limits(int line, String[] words) throws InvalidKeysException {
        Optional<Allowance> rate = Optional.empty();
        Optional<Long> burst = Optional.empty();
        Optional<Allowance> quota = Optional.empty();
        for (int i = WORDS; i < words.length; i++) {
            String word = words[i];
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("rate=") && rate.isEmpty()) {
                rate = Optional.of(allowance(line, "rate", value));
            } else if (word.startsWith("quota=") && quota.isEmpty()) {
                quota = Optional.of(allowance(line, "quota", value));
            } else if (word.startsWith("burst=")
                    && burst.isEmpty()
                    && BURST.matcher(value).matches()) {
                burst = Optional.of(Long.valueOf(value));
            } else {
                throw new InvalidKeysException(
                        line, "what follows the hash must be rate=100/s, burst=200 or quota=1000000/d, each once");
            }
        }
        if (burst.isPresent() && rate.isEmpty()) {
            throw new InvalidKeysException(line, "burst must stand beside a rate");
        }
        return new Limits(rate, burst, quota);
    }

    private static Allowance allowance(int line, String what, String value) throws InvalidKeysException {
        try {
            return Allowance.parse(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeysException(line, what + " must be " + Allowance.TYPE.rule());
        }
    }
}
