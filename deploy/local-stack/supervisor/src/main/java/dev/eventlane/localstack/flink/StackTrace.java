package dev.eventlane.localstack.flink;

/** What Flink says of a failure. */
final class StackTrace {
    private static final String CAUSED_BY = "Caused by: ";

    private StackTrace() {}

    /** The last cause in one line; the first line where no cause is given. */
    static String rootCause(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(line -> line.substring(CAUSED_BY.length()))
                .orElseGet(() -> text.lines().findFirst().orElse(text));
    }
}
