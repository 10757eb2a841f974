package dev.eventlane.ingest.body;

import dev.eventlane.core.event.EventFields;
import dev.eventlane.core.event.EventFieldsBuilder;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Turns the bodies of the contract into valid operations. */
public final class BodyParser {
    private final FieldRules rules;
    private final Clock clock;

    public BodyParser(FieldRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The body of {@code POST /event/}.
     *
     * @throws InvalidFieldException if it breaks a rule of the contract
     */
    public Operation create(String projectId, RequestIds ids, byte[] body) throws InvalidFieldException {
        CreateBody created = new CreateBody();
        JsonBody.read(body, created);
        String conversationId = FieldRules.require("conversation_id", created.conversationId);
        EventFields fields = created.fields.build();
        FieldRules.require("event_name", fields.eventName());
        rules.checkConversationId(conversationId);
        rules.check(fields);
        UUID id = created.id == null ? ids.eventId() : created.id;
        return create(new EventKey(projectId, id), ids, conversationId, created.createdAt, fields);
    }

    /**
     * The body of {@code POST /events}: an event outside of any conversation.
     *
     * @throws InvalidFieldException if it breaks a rule of the contract
     */
    public Operation collect(String projectId, RequestIds ids, byte[] body) throws InvalidFieldException {
        CollectBody collected = new CollectBody();
        JsonBody.read(body, collected);
        String eventType = FieldRules.require("event_type", collected.eventType);
        rules.checkEventName("event_type", eventType);
        FieldRules.require("source", collected.source);
        FieldRules.require("created_at", collected.createdAt);
        EventFields fields = new EventFields(
                null,
                eventType,
                collected.source,
                collected.userId,
                collected.value,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        rules.check(fields);
        return create(new EventKey(projectId, ids.eventId()), ids, "", collected.createdAt, fields);
    }

    /**
     * The body of {@code PUT /event/{id}}.
     *
     * @throws InvalidFieldException if it breaks a rule of the contract
     */
    public Operation update(EventKey key, RequestIds ids, byte[] body) throws InvalidFieldException {
        EventFieldsBuilder builder = new EventFieldsBuilder();
        JsonBody.read(body, (name, value) -> switch (name) {
            case "id", "conversation_id", "created_at" -> throw new InvalidFieldException(name + " cannot be changed");
            default -> EventFieldsJson.read(name, value, builder);
        });
        EventFields changes = builder.build();
        if (changes.equals(EventFields.NONE)) {
            throw new InvalidFieldException("body must give at least one field to change");
        }
        rules.check(changes);
        return new Operation.Update(key, ids.operationId(), clock.instant(), changes);
    }

    public Operation delete(EventKey key, RequestIds ids) {
        return new Operation.Delete(key, ids.operationId(), clock.instant());
    }

    private Operation create(EventKey key, RequestIds ids, String conversationId, Instant createdAt, EventFields fields)
            throws InvalidFieldException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (createdAt != null) {
            rules.checkCreatedAt(createdAt, now);
        }
        return new Operation.Create(
                key, ids.operationId(), now, conversationId, createdAt == null ? now : createdAt, fields);
    }
}
