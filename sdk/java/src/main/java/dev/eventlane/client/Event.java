package dev.eventlane.client;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An event as it is now.
 *
 * @param conversationId empty = outside of any conversation
 * @param conversationMetadata JSON text
 * @param value {@code null} = never given
 * @param error empty = no error
 * @param latency in milliseconds
 * @param properties any JSON object; numbers with a fraction are {@link java.math.BigDecimal}
 */
public record Event(
        UUID id,
        String conversationId,
        String conversationMetadata,
        String eventName,
        String source,
        String userId,
        Double value,
        String error,
        double latency,
        String input,
        String output,
        List<Float> inputEmbeddings,
        List<Float> outputEmbeddings,
        Map<String, Object> properties,
        Instant createdAt,
        Instant updatedAt) {
    public Event {
        inputEmbeddings = List.copyOf(inputEmbeddings);
        outputEmbeddings = List.copyOf(outputEmbeddings);
        // Not a copy of Map's own making: values may be null.
        properties = Collections.unmodifiableMap(properties);
    }
}
