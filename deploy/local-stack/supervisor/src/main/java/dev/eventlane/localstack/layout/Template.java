package dev.eventlane.localstack.layout;

import dev.eventlane.localstack.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration file with places to fill in, written <code>@NAME@</code>. It ships in this jar.
 *
 * @param name the file's name
 * @param text its text, with the places still open
 */
public record Template(String name, String text) {
    private static final Pattern PLACE = Pattern.compile("@([A-Z0-9_]+)@");

    /** The template of this name, such as {@code server.properties}; one that this jar does not hold is a mistake in the program. */
    public static Template named(String name) {
        String path = "/dev/eventlane/localstack/" + name;
        try (InputStream in = Template.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no template " + path);
            }
            return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** The text with every place filled; a place without a value is a mistake in the program. */
    public String filled(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + " needs a value for " + place.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The path of the file written: {@code folder/name}. */
    public Path writeTo(Path folder, Map<String, String> values) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, filled(values));
            return file;
        } catch (IOException e) {
            throw new LocalStackException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
