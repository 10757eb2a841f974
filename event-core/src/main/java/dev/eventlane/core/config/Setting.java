package dev.eventlane.core.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * One variable that a program reads at its start.
 *
 * @param name the variable
 * @param aliases older or foreign names of the same variable, used when {@code name} is not set
 * @param type how its text is read, and the rule it keeps
 * @param defaultText the text used when it is not set; {@code null} = it has no default
 * @param description one sentence for the reference
 */
public record Setting<T>(
        String name, List<String> aliases, SettingType<T> type, String defaultText, String description) {

    public Setting {
        requireNonNull(name, "name is null");
        aliases = List.copyOf(aliases);
        requireNonNull(type, "type is null");
        requireNonNull(description, "description is null");
    }

    public static <T> Setting<T> of(String name, SettingType<T> type, String defaultText, String description) {
        return new Setting<>(name, List.of(), type, defaultText, description);
    }

    /** The same variable, also readable under other names. */
    public Setting<T> orElse(String... otherNames) {
        return new Setting<>(name, List.of(otherNames), type, defaultText, description);
    }

    /** Every name it is looked up under, in order. */
    List<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }
}
