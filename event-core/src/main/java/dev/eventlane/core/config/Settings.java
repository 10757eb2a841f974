package dev.eventlane.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables of this process, read by their {@link Setting}. An empty variable counts as not set. */
public final class Settings {
    private final Map<String, String> variables;

    private Settings(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Settings of(Map<String, String> variables) {
        return new Settings(variables);
    }

    /**
     * The environment, overridden by arguments: {@code --kafka-brokers=host:9092} sets {@code KAFKA_BROKERS}.
     *
     * @throws ConfigurationException if an argument has another form
     */
    public static Settings of(Map<String, String> environment, String... arguments) {
        Map<String, String> variables = new HashMap<>(environment);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 3) {
                throw new ConfigurationException("argument \"" + argument + "\" must look like --kafka-topic=events");
            }
            String name = argument.substring(2, equals).replace('-', '_').toUpperCase(Locale.ROOT);
            variables.put(name, argument.substring(equals + 1));
        }
        return new Settings(variables);
    }

    /**
     * The value of the variable, or its default.
     *
     * @throws ConfigurationException if the variable breaks its rule, or is not set and has no default
     */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new ConfigurationException(setting.name() + " is not set; it must be "
                        + setting.type().rule()));
    }

    /** As {@link #get}, empty when the variable is not set and has no default. */
    public <T> Optional<T> find(Setting<T> setting) {
        for (String name : setting.names()) {
            String text = variables.get(name);
            if (text != null && !text.isEmpty()) {
                return Optional.of(parse(setting, name, text));
            }
        }
        return Optional.ofNullable(setting.defaultText()).map(text -> parse(setting, setting.name(), text));
    }

    /**
     * A value that must not be shown: from the variable, or from the file that the variable with {@code _FILE} at its end names.
     * Without either it is empty.
     */
    public Secret secret(String name) {
        String file = variables.get(name + "_FILE");
        if (file == null || file.isEmpty()) {
            return new Secret(variables.getOrDefault(name, ""));
        }
        try {
            return new Secret(Files.readString(Path.of(file)).strip());
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(name + "_FILE is \"" + file + "\", which cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }

    private static <T> T parse(Setting<T> setting, String name, String text) {
        try {
            return setting.type().parser().apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(name + " is \"" + shown(setting, text) + "\"; it must be "
                    + setting.type().rule());
        }
    }

    /** An address can carry a password in its query. */
    private static String shown(Setting<?> setting, String text) {
        int query = text.indexOf('?');
        return setting.type().equals(SettingType.HTTP_URL) && query >= 0 ? text.substring(0, query) + "?…" : text;
    }
}
