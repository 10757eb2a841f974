package dev.eventlane.analytics.route;

import dev.eventlane.analytics.query.EventSelect;
import dev.eventlane.http.BadRequestException;
import dev.eventlane.http.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which events a read takes by their properties: those that have, at every path, any of its values.
 *
 * @param valuesByPath a path is keys joined by dots; a key that holds dots itself is reached in the same way
 */
record PropertyFilter(Map<String, List<String>> valuesByPath) {
    /** How the names of its parameters begin; the path follows. */
    static final String FAMILY = "properties.";

    private static final int MAX_PATHS = 8;
    private static final int MAX_VALUES = 32;
    private static final int MAX_PATH = 256;

    /**
     * A backtick would begin what ClickHouse has beside keys: types and sub-objects. What its client escapes in a parameter, the
     * server takes as it stands in an identifier.
     */
    private static final Pattern PATH = Pattern.compile("[^.`\\\\\\p{Cntrl}]+(\\.[^.`\\\\\\p{Cntrl}]+)*");

    /**
     * Reads the filter.
     *
     * @throws BadRequestException if a path or the number of values breaks a rule
     */
    static PropertyFilter of(QueryParameters query) throws BadRequestException {
        Map<String, List<String>> valuesByPath = query.family(FAMILY);
        if (valuesByPath.size() > MAX_PATHS) {
            throw new BadRequestException("properties.<path> must be given for at most " + MAX_PATHS + " paths");
        }
        for (Map.Entry<String, List<String>> entry : valuesByPath.entrySet()) {
            check(entry.getKey(), entry.getValue().size());
        }
        return new PropertyFilter(valuesByPath);
    }

    private static void check(String path, int values) throws BadRequestException {
        if (path.length() > MAX_PATH) {
            throw new BadRequestException("properties.<path> must have a path of at most " + MAX_PATH + " characters");
        }
        if (!PATH.matcher(path).matches()) {
            throw new BadRequestException(FAMILY + path
                    + " must name keys joined by single dots, without backticks, backslashes and control characters");
        }
        if (values > MAX_VALUES) {
            throw new BadRequestException(FAMILY + path + " must be given at most " + MAX_VALUES + " values");
        }
    }

    EventSelect applyTo(EventSelect select) {
        valuesByPath.forEach(select::whereProperty);
        return select;
    }
}
