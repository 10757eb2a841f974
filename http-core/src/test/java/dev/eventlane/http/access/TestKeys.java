package dev.eventlane.http.access;

/** Lines of keys whose keys are known. */
public final class TestKeys {
    private TestKeys() {}

    /** The line of a key without limits. */
    public static String line(String name, String project, String rights, String key) {
        return name + " " + project + " " + rights + " " + KeyHash.of(key).text();
    }
}
