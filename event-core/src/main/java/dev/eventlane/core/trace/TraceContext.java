package dev.eventlane.core.trace;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which trace something belongs to, in the form of W3C Trace Context. We take no part in a trace, so it is passed on as it came: as
 * headers of the same names over HTTP and in Kafka.
 *
 * @param traceparent valid
 * @param tracestate valid; empty = none
 */
public record TraceContext(String traceparent, String tracestate) {
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final Pattern MEMBER = Pattern.compile(
            "([a-z0-9][a-z0-9_*/@-]{0,255})=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");
    private static final Pattern BETWEEN_MEMBERS = Pattern.compile("[ \\t]*,[ \\t]*");

    private static final String FIRST_VERSION = "00";
    private static final int TRACE_ID = FIRST_VERSION.length() + 1;
    private static final int TRACE_ID_LENGTH = 32;
    private static final int MAX_MEMBERS = 32;
    /** What the standard asks to pass on at least. A traceparent of a later version may be longer than ours, not without end. */
    private static final int MAX_LENGTH = 512;

    public TraceContext {
        requireNonNull(traceparent, "traceparent is null");
        requireNonNull(tracestate, "tracestate is null");
    }

    /**
     * Reads what came. An invalid traceparent counts as none, and then so does the tracestate; an invalid tracestate counts as none
     * by itself.
     *
     * @param traceparent {@code null} where there is none
     * @param tracestate {@code null} where there is none; several headers joined by commas
     */
    public static Optional<TraceContext> parse(String traceparent, String tracestate) {
        if (traceparent == null || traceparent.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = PARENT.matcher(traceparent);
        // What a later version appends is unknown, and left as it is; the first one appends nothing.
        if (!matcher.matches() || (matcher.group(3) != null && matcher.group(1).equals(FIRST_VERSION))) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(traceparent, isState(tracestate) ? tracestate : ""));
    }

    private static boolean isState(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return false;
        }
        Set<String> keys = new HashSet<>();
        for (String member : BETWEEN_MEMBERS.split(text.strip(), -1)) {
            Matcher matcher = MEMBER.matcher(member);
            if (!member.isEmpty() && (!matcher.matches() || !keys.add(matcher.group(1)))) {
                return false;
            }
        }
        return !keys.isEmpty() && keys.size() <= MAX_MEMBERS;
    }

    /** What all parts of the trace have in common: 32 hexadecimal digits. */
    public String traceId() {
        return traceparent.substring(TRACE_ID, TRACE_ID + TRACE_ID_LENGTH);
    }
}
