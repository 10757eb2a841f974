package dev.eventlane.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The calls of the cases in the words of this SDK. */
final class CaseCalls {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private CaseCalls() {}

    static EventClient client(URI url, JsonNode options, Pauses pauses) {
        EventClientBuilder builder =
                EventClient.builder(url).flushInterval(Duration.ofHours(1)).pauses(pauses);
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            JsonNode value = option.getValue();
            switch (option.getKey()) {
                case "api_key" -> builder.apiKey(value.textValue());
                case "event_names" -> builder.eventNames(strings(value));
                case "max_retries" -> builder.maxRetries(value.intValue());
                case "retry_delay" -> builder.retryDelay(seconds(value));
                case "batch_size" -> builder.batchSize(value.intValue());
                case "max_buffered_events" -> builder.maxBufferedEvents(value.intValue());
                case "max_buffered_bytes" -> builder.maxBufferedBytes(value.longValue());
                default -> throw new AssertionError("no such option: " + option.getKey());
            }
        }
        return builder.build();
    }

    /** What the call returns, as JSON; nothing is null. */
    static JsonNode make(EventClient client, String call, JsonNode with) throws InterruptedException {
        return switch (call) {
            case "track_event" ->
                json(
                        with.has("idempotency_key")
                                ? client.trackEvent(event(with), key(with))
                                : client.trackEvent(event(with)));
            case "update_event" -> {
                client.updateEvent(id(with), changes(with));
                yield NullNode.instance;
            }
            case "delete_event" -> {
                if (with.has("idempotency_key")) {
                    client.deleteEvent(id(with), key(with));
                } else {
                    client.deleteEvent(id(with));
                }
                yield NullNode.instance;
            }
            case "get_event" -> json(client.getEvent(id(with)));
            case "get_events_by_conversation" ->
                json(client.getEventsByConversation(with.get("conversation_id").textValue()));
            case "get_error_counts" ->
                json(
                        with.has("days")
                                ? client.getErrorCounts(
                                        with.get("event_name").textValue(),
                                        with.get("days").intValue())
                                : client.getErrorCounts(with.get("event_name").textValue()));
            case "get_latency_stats" ->
                json(
                        with.has("limit")
                                ? client.getLatencyStats(with.get("limit").intValue())
                                : client.getLatencyStats());
            case "get_top_error_sessions" ->
                json(
                        with.has("limit")
                                ? client.getTopErrorSessions(with.get("limit").intValue())
                                : client.getTopErrorSessions());
            case "health_check" -> json(client.healthCheck());
            case "wait_until_ready" ->
                json(client.waitUntilReady(seconds(with.get("timeout")), seconds(with.get("interval"))));
            case "track" -> json(client.track(event(with)));
            case "flush" -> json(client.flush(TIMEOUT));
            case "close" -> json(client.close(TIMEOUT));
            case "stats" -> json(client.stats());
            default -> throw new AssertionError("no such call: " + call);
        };
    }

    private static NewEvent event(JsonNode with) {
        NewEvent.Builder event = NewEvent.builder(
                with.get("conversation_id").textValue(), with.get("event_name").textValue());
        for (Map.Entry<String, JsonNode> field : with.properties()) {
            switch (field.getKey()) {
                case "conversation_id", "event_name", "idempotency_key" -> {}
                case "event_id" -> event.id(id(with));
                case "created_at" ->
                    event.createdAt(Instant.parse(field.getValue().textValue()));
                default -> set(event, field.getKey(), field.getValue());
            }
        }
        return event.build();
    }

    private static EventChanges changes(JsonNode with) {
        EventChanges.Builder changes = EventChanges.builder();
        for (Map.Entry<String, JsonNode> field : with.properties()) {
            switch (field.getKey()) {
                case "event_id" -> {}
                case "event_name" -> changes.eventName(field.getValue().textValue());
                default -> set(changes, field.getKey(), field.getValue());
            }
        }
        return changes.build();
    }

    private static void set(EventFields<?> fields, String name, JsonNode value) {
        switch (name) {
            case "error" -> fields.error(value.textValue());
            case "latency" -> fields.latency(value.doubleValue());
            case "input" -> fields.input(value.textValue());
            case "input_embeddings" -> fields.inputEmbeddings(numbers(value));
            case "output" -> fields.output(value.textValue());
            case "output_embeddings" -> fields.outputEmbeddings(numbers(value));
            case "conversation_metadata" -> fields.conversationMetadata(value.textValue());
            case "source" -> fields.source(value.textValue());
            case "user_id" -> fields.userId(value.textValue());
            case "value" -> fields.value(value.doubleValue());
            case "properties" -> fields.properties(Json.map(value));
            default -> throw new AssertionError("no such field: " + name);
        }
    }

    private static JsonNode json(Object returned) {
        Object value = returned instanceof Optional<?> optional ? optional.orElse(null) : returned;
        if (value instanceof Event event) {
            return json(event);
        }
        if (value instanceof ErrorCount count) {
            return json(count);
        }
        if (value instanceof List<?> list) {
            return Json.MAPPER
                    .createArrayNode()
                    .addAll(list.stream().map(CaseCalls::json).toList());
        }
        return value instanceof UUID id
                ? Json.MAPPER.getNodeFactory().textNode(id.toString())
                : Json.MAPPER.valueToTree(value);
    }

    /** Times as they stand in answers. */
    private static ObjectNode json(Event event) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", event.id().toString());
        json.put("conversation_id", event.conversationId());
        json.put("conversation_metadata", event.conversationMetadata());
        json.put("event_name", event.eventName());
        json.put("source", event.source());
        json.put("user_id", event.userId());
        if (event.value() != null) {
            json.put("value", event.value());
        }
        json.put("error", event.error());
        json.put("latency", event.latency());
        json.put("input", event.input());
        json.put("output", event.output());
        json.set("input_embeddings", Json.MAPPER.valueToTree(event.inputEmbeddings()));
        json.set("output_embeddings", Json.MAPPER.valueToTree(event.outputEmbeddings()));
        json.set("properties", Json.MAPPER.valueToTree(event.properties()));
        json.put("created_at", event.createdAt().toString());
        json.put("updated_at", event.updatedAt().toString());
        return json;
    }

    private static ObjectNode json(ErrorCount count) {
        LocalDate date = count.date();
        return Json.MAPPER
                .createObjectNode()
                .put("date", date.toString())
                .put("event_name", count.eventName())
                .put("error_count", count.errorCount())
                .put("total_count", count.totalCount());
    }

    private static UUID id(JsonNode with) {
        return UUID.fromString(with.get("event_id").textValue());
    }

    private static String key(JsonNode with) {
        return with.get("idempotency_key").textValue();
    }

    private static Duration seconds(JsonNode seconds) {
        return Duration.ofMillis(Math.round(seconds.doubleValue() * 1000));
    }

    private static List<String> strings(JsonNode array) {
        return Json.MAPPER.convertValue(
                array, Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static List<Double> numbers(JsonNode array) {
        return Json.MAPPER.convertValue(
                array, Json.MAPPER.getTypeFactory().constructCollectionType(List.class, Double.class));
    }
}
