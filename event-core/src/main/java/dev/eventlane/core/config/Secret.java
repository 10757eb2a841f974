package dev.eventlane.core.config;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** A text that must not reach a log: {@link #toString} hides it. */
public record Secret(String reveal) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Secret {
        requireNonNull(reveal, "reveal is null");
    }

    @Override
    public String toString() {
        return "***";
    }
}
