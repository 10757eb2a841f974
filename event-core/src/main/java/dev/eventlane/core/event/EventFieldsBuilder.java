package dev.eventlane.core.event;

/** Collects the fields of one event while it is read. Not thread-safe. */
public final class EventFieldsBuilder {
    String conversationMetadata;
    String eventName;
    String source;
    String userId;
    Double value;
    String error;
    Double latency;
    String input;
    String output;
    FloatVector inputEmbeddings;
    FloatVector outputEmbeddings;
    String properties;

    public EventFields build() {
        return new EventFields(
                conversationMetadata,
                eventName,
                source,
                userId,
                value,
                error,
                latency,
                input,
                output,
                inputEmbeddings,
                outputEmbeddings,
                properties);
    }
}
