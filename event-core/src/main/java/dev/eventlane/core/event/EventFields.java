package dev.eventlane.core.event;

/**
 * The fields of an event that may change. {@code null} means "not given": in a create the default applies, in an update the
 * field stays as it is.
 *
 * @param conversationMetadata JSON text, stored as is
 * @param eventName what happened
 * @param source where it happened
 * @param userId who did it
 * @param value a finite number; the only field that has no default and stays absent
 * @param error the error's text; empty = no error
 * @param latency milliseconds, finite, at least 0
 * @param input text of the exchange
 * @param output text of the exchange
 * @param inputEmbeddings finite numbers
 * @param outputEmbeddings finite numbers
 * @param properties the text of a JSON object, as it was sent
 */
public record EventFields(
        String conversationMetadata,
        String eventName,
        String source,
        String userId,
        Double value,
        String error,
        Double latency,
        String input,
        String output,
        FloatVector inputEmbeddings,
        FloatVector outputEmbeddings,
        String properties) {

    /** No field given. */
    public static final EventFields NONE =
            new EventFields(null, null, null, null, null, null, null, null, null, null, null, null);

    /** What a field is when nobody ever gave it. {@link #value} has no default. */
    public static final EventFields DEFAULTS =
            new EventFields("", "", "", "", null, "", 0.0, "", "", FloatVector.EMPTY, FloatVector.EMPTY, "{}");

    /** These fields, each replaced where {@code changes} gives it. */
    public EventFields with(EventFields changes) {
        return new EventFields(
                choose(changes.conversationMetadata, conversationMetadata),
                choose(changes.eventName, eventName),
                choose(changes.source, source),
                choose(changes.userId, userId),
                choose(changes.value, value),
                choose(changes.error, error),
                choose(changes.latency, latency),
                choose(changes.input, input),
                choose(changes.output, output),
                choose(changes.inputEmbeddings, inputEmbeddings),
                choose(changes.outputEmbeddings, outputEmbeddings),
                choose(changes.properties, properties));
    }

    private static <T> T choose(T change, T current) {
        return change == null ? current : change;
    }

    /** Names no content: records must not reach logs. */
    @Override
    public String toString() {
        return "EventFields[…]";
    }
}
