package dev.eventlane.deploy;

/**
 * The name of a container image.
 *
 * @param name such as {@code apache/kafka}
 * @param tag empty = none, which means the newest
 */
public record ImageReference(String name, String tag) {
    public static ImageReference parse(String text) {
        int colon = text.lastIndexOf(':');
        return colon > text.lastIndexOf('/')
                ? new ImageReference(text.substring(0, colon), text.substring(colon + 1))
                : new ImageReference(text, "");
    }

    /** Whether it will be the same image tomorrow: its tag is a version with all its parts. */
    public boolean isPinned() {
        return tag.matches("v?\\d+\\.\\d+\\.\\d+.*");
    }
}
