package dev.eventlane.http.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key allows its holder. */
public enum Right {
    /** To read the events, counts and dead letters of the key's project. */
    READ,
    /** To create, update and delete events of the key's project. */
    WRITE,
    /** To read the server's own figures, which tell of all projects. */
    METRICS;

    /** As it stands in a line of keys. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Right> of(String text) {
        return Arrays.stream(values())
                .filter(right -> right.text().equals(text))
                .findFirst();
    }
}
