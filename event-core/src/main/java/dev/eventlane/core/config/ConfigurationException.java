package dev.eventlane.core.config;

/** The program cannot start with these variables. The message names the variable, its value and the rule. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
