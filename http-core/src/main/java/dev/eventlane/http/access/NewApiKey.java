package dev.eventlane.http.access;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an API key and prints it, once, with the line by which servers know it. */
public final class NewApiKey {
    /** Tells people and secret scanners what they have before them. */
    static final String PREFIX = "evl_";

    private static final int RANDOM_BYTES = 32;

    private static final SettingType<String> NAME_TYPE = new SettingType<>(ApiKeyLines.NAME_RULE, text -> {
        if (!ApiKeyLines.NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("rule broken");
        }
        return text;
    });
    private static final Setting<String> PROJECT = Setting.of("PROJECT", NAME_TYPE, null, "");
    private static final Setting<String> NAME = Setting.of("NAME", NAME_TYPE, null, "");
    private static final Setting<Set<Right>> RIGHTS = Setting.of(
            "RIGHTS",
            new SettingType<>(ApiKeyLines.RIGHTS_RULE, text -> ApiKeyLines.rights(text)
                    .orElseThrow(() -> new IllegalArgumentException("rule broken"))),
            null,
            "");
    private static final Setting<Allowance> RATE = Setting.of("RATE", Allowance.TYPE, null, "");
    private static final Setting<Allowance> QUOTA = Setting.of("QUOTA", Allowance.TYPE, null, "");

    private NewApiKey() {}

    /** Takes {@code --project=P --name=N --rights=read,write}, and if wanted {@code --rate=100/s} and {@code --quota=1000000/d}. */
    public static void main(String[] arguments) {
        try {
            make(Settings.of(Map.of(), arguments)).forEach(System.out::println);
        } catch (ConfigurationException e) {
            System.err.println("no key was made: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * A new key, in the lines that its maker is shown.
     *
     * @throws ConfigurationException if an argument breaks its rule
     */
    static List<String> make(Settings settings) {
        String key = random();
        String line = describe(settings, key).line();
        return List.of("key, shown this once:   " + key, "line for API_KEYS_FILE: " + line);
    }

    private static ApiKey describe(Settings settings, String key) {
        Limits limits = new Limits(settings.find(RATE), Optional.empty(), settings.find(QUOTA));
        return new ApiKey(settings.get(NAME), settings.get(PROJECT), settings.get(RIGHTS), KeyHash.of(key), limits);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
