package dev.eventlane.core.deadletter;

/**
 * The form of the topic of dead letters. Such a topic holds two kinds of records:
 *
 * <ul>
 *   <li>A dead letter: key and value as they came, and headers that say why it was not applied ({@link #REASON},
 *       {@link #DETAIL}) and where it came from ({@link #TOPIC}, {@link #PARTITION}, {@link #OFFSET}, {@link #TIMESTAMP}); if it
 *       came with a trace context, also those of {@link dev.eventlane.core.trace.TraceContext}. The same one may be there more
 *       than once.
 *   <li>A note that a dead letter was replayed: no key, no value, the headers that say where the dead letter came from, and
 *       where its replay was written ({@link #REPLAYED_PARTITION}, {@link #REPLAYED_OFFSET}; the topic is the same). It lies in
 *       the partition of its dead letter, after it, so no retention takes it away before.
 * </ul>
 *
 * <p>All values are text in UTF-8. Records of earlier releases are read for ever: names do not change.
 */
public final class DeadLetterHeaders {
    /** The name of the broken rule. A reader takes any: a newer job may have more of them. */
    public static final String REASON = "reason";

    /** The rule in words, without content. */
    public static final String DETAIL = "detail";

    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";

    /** When Kafka appended the record, in milliseconds since 1970. */
    public static final String TIMESTAMP = "timestamp";

    /** Only of a note. */
    public static final String REPLAYED_PARTITION = "replayed-partition";

    /** Only of a note. */
    public static final String REPLAYED_OFFSET = "replayed-offset";

    /** More than any operation: a dead letter is one, with headers. The topic must take as much. */
    public static final int MAX_RECORD_BYTES = 40 << 20;

    private DeadLetterHeaders() {}
}
