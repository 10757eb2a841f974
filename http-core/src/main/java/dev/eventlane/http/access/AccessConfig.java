package dev.eventlane.http.access;

import static java.util.Objects.requireNonNull;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a server. Without keys everybody may, and all is one project.
 *
 * @param file lines of keys; read again when it changes
 * @param lines lines of keys besides; never logged
 * @param limits of a key that has none of its own; without keys, of all requests together
 */
public record AccessConfig(Optional<Path> file, Optional<String> lines, Limits limits) {
    /** Everybody may do everything. */
    public static final AccessConfig OPEN = new AccessConfig(Optional.empty(), Optional.empty(), Limits.NONE);

    public static final Setting<Path> API_KEYS_FILE = Setting.of(
            "API_KEYS_FILE",
            SettingType.FILE,
            null,
            "API keys, one a line: name project rights hash, and limits, if any. Read again when it changes. Neither this nor API_KEYS set = everybody may do everything.");
    public static final Setting<String> API_KEYS = Setting.of(
            "API_KEYS",
            SettingType.TEXT,
            null,
            "API keys besides those of the file: the same lines, separated by line ends or semicolons.");
    public static final Setting<Allowance> RATE_LIMIT = Setting.of(
            "RATE_LIMIT",
            Allowance.TYPE,
            null,
            "Requests for each key that has no rate of its own; without keys, all requests together; beyond, 429.");
    public static final Setting<Integer> RATE_BURST = Setting.of(
            "RATE_BURST",
            SettingType.integer(1, 1_000_000_000),
            null,
            "How many requests of RATE_LIMIT may come at once; not set = its count.");
    public static final Setting<Allowance> EVENT_QUOTA = Setting.of(
            "EVENT_QUOTA",
            Allowance.TYPE,
            null,
            "Writes for each key that has no quota of its own; without keys, all writes together; beyond, 429.");

    /** What says who may use a server, for the reference. */
    public static final List<Setting<?>> KEY_SETTINGS = List.of(API_KEYS_FILE, API_KEYS);

    /** What says how much may come, for the reference. */
    public static final List<Setting<?>> LIMIT_SETTINGS = List.of(RATE_LIMIT, RATE_BURST, EVENT_QUOTA);

    public AccessConfig {
        requireNonNull(file, "file is null");
        requireNonNull(lines, "lines is null");
        requireNonNull(limits, "limits is null");
    }

    /**
     * Keys and limits.
     *
     * @throws ConfigurationException if a variable breaks its rule
     */
    public static AccessConfig from(Settings settings) {
        Optional<Allowance> rate = settings.find(RATE_LIMIT);
        Optional<Long> burst = settings.find(RATE_BURST).map(Integer::longValue);
        if (burst.isPresent() && rate.isEmpty()) {
            throw new ConfigurationException(
                    "RATE_BURST is set without RATE_LIMIT, whose burst it is; set both or neither");
        }
        return new AccessConfig(
                settings.find(API_KEYS_FILE),
                settings.find(API_KEYS),
                new Limits(rate, burst, settings.find(EVENT_QUOTA)));
    }

    /**
     * Keys alone: for a server whose requests another one has counted.
     *
     * @throws ConfigurationException if a variable breaks its rule
     */
    public static AccessConfig withoutLimits(Settings settings) {
        return new AccessConfig(settings.find(API_KEYS_FILE), settings.find(API_KEYS), Limits.NONE);
    }

    /** Whether everybody may do everything. */
    public boolean isOpen() {
        return file.isEmpty() && lines.isEmpty();
    }

    @Override
    public String toString() {
        return isOpen() ? "open" : "with API keys";
    }
}
