package dev.eventlane.localstack;

/** Told, line by line, what a stack does while it starts and stops. Called from several threads. */
@FunctionalInterface
public interface Progress {
    void say(String line);

    /** For those who do not want to know. */
    static Progress silent() {
        return line -> {};
    }
}
