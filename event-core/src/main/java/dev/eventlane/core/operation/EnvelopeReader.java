package dev.eventlane.core.operation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventFieldsBuilder;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Reads one envelope in one pass, whatever the order of its fields. */
final class EnvelopeReader {
    private static final Set<String> OPERATIONS =
            Set.of(Operation.Create.NAME, Operation.Update.NAME, Operation.Delete.NAME);

    private final JsonParser parser;
    private final FieldReader values;

    private String operation;
    private UUID operationId;
    private String projectId;
    private UUID eventId;
    private Instant timestamp;
    private boolean hasData;
    private String conversationId;
    private Instant createdAt;
    private EventFields fields = EventFields.NONE;

    EnvelopeReader(JsonParser parser, byte[] envelope) {
        this.parser = parser;
        this.values = new FieldReader(parser, envelope);
    }

    Operation read() throws IOException, InvalidFieldException, MalformedEnvelopeException {
        readStart();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "operation" -> operation = values.string(name);
                case "operation_id" -> operationId = values.uuid(name);
                case "project_id" -> projectId = values.string(name);
                case "event_id" -> eventId = values.uuid(name);
                case "timestamp" -> timestamp = values.instant(name);
                case "data" -> readData();
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedEnvelopeException("more than one JSON value");
        }
        return assemble();
    }

    EventKey readKey() throws IOException, InvalidFieldException, MalformedEnvelopeException {
        readStart();
        String name = parser.nextFieldName();
        while (name != null && (projectId == null || eventId == null)) {
            parser.nextToken();
            switch (name) {
                case "project_id" -> projectId = values.string(name);
                case "event_id" -> eventId = values.uuid(name);
                default -> parser.skipChildren();
            }
            name = parser.nextFieldName();
        }
        return key();
    }

    /** Takes what it understands, and ends where the bytes stop to be JSON. */
    EnvelopeHead readHead() throws IOException, MalformedEnvelopeException {
        readStart();
        try {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                readIdentity(name);
            }
        } catch (JsonProcessingException e) {
            // What came before stands.
        }
        boolean known = operation != null && OPERATIONS.contains(operation);
        return new EnvelopeHead(projectId, eventId, known ? operation : null, operationId);
    }

    /** A field of another type than it should have tells nothing. The first of two counts, as for {@link #readKey}. */
    private void readIdentity(String name) throws IOException {
        try {
            switch (name) {
                case "operation" -> operation = operation == null ? values.string(name) : operation;
                case "operation_id" -> operationId = operationId == null ? values.uuid(name) : operationId;
                case "project_id" -> projectId = projectId == null ? values.string(name) : projectId;
                case "event_id" -> eventId = eventId == null ? values.uuid(name) : eventId;
                default -> parser.skipChildren();
            }
        } catch (InvalidFieldException e) {
            parser.skipChildren();
        }
    }

    private void readStart() throws IOException, MalformedEnvelopeException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedEnvelopeException("not a JSON object");
        }
    }

    private EventKey key() throws MalformedEnvelopeException {
        return new EventKey(require(projectId, "project_id"), require(eventId, "event_id"));
    }

    private void readData() throws IOException, InvalidFieldException, MalformedEnvelopeException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedEnvelopeException("data must be an object");
        }
        hasData = true;
        EventFieldsBuilder builder = new EventFieldsBuilder();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "conversation_id" -> conversationId = values.string(name);
                case "created_at" -> createdAt = values.instant(name);
                default -> {
                    if (!EventFieldsJson.read(name, values, builder)) {
                        throw InvalidFieldException.unknown("data." + name);
                    }
                }
            }
        }
        fields = builder.build();
    }

    private Operation assemble() throws MalformedEnvelopeException {
        require(operation, "operation");
        EventKey key = key();
        require(operationId, "operation_id");
        require(timestamp, "timestamp");
        return switch (operation) {
            case Operation.Create.NAME ->
                new Operation.Create(
                        key,
                        operationId,
                        timestamp,
                        require(conversationId, "data.conversation_id"),
                        require(createdAt, "data.created_at"),
                        fields);
            case Operation.Update.NAME -> {
                require(hasData ? fields : null, "data");
                yield new Operation.Update(key, operationId, timestamp, fields);
            }
            case Operation.Delete.NAME -> new Operation.Delete(key, operationId, timestamp);
            default -> throw new MalformedEnvelopeException("operation must be one of: create, update, delete");
        };
    }

    private static <T> T require(T value, String field) throws MalformedEnvelopeException {
        if (value == null) {
            throw new MalformedEnvelopeException(field + " is required");
        }
        return value;
    }
}
