package dev.eventlane.job.clickhouse.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what ClickHouse says about a refused insert. */
final class ServerMessage {

    private static final int MAX_CHARS = 500;

    /** From here on the server may quote the row that it could not read. */
    private static final Pattern ROW_CONTENTS = Pattern.compile(
            "Row \\d+:|Column values|\\(while reading the value|parsed text|: While executing|\\(at row \\d+\\)");

    private static final Pattern COLUMN = Pattern.compile("Type of '([^']+)' must be"
            + "|[Uu]nknown field found in [^']*'([^']+)'"
            + "|No such column [`']?([^\\s`',]+)"
            + "|column [`']([^`']+)[`']");

    private ServerMessage() {}

    /** The message without contents of rows, in one line of bounded length. */
    static String withoutRows(String message) {
        Matcher contents = ROW_CONTENTS.matcher(message);
        String safe = contents.find() ? message.substring(0, contents.start()) : message;
        String line = safe.replaceAll("\\s+", " ").trim();
        return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
    }

    /** The column that the message names, if it names one. */
    static Optional<String> column(String message) {
        Matcher matcher = COLUMN.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
