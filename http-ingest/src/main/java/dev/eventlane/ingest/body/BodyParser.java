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
    private static final String BODY = "body";
    private static final String ITEM = "item";

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
        JsonBody.read(BODY, body, created);
        return create(projectId, ids, created);
    }

    /**
     * The body of {@code POST /events}: an event outside of any conversation.
     *
     * @throws InvalidFieldException if it breaks a rule of the contract
     */
    public Operation collect(String projectId, RequestIds ids, byte[] body) throws InvalidFieldException {
        CollectBody collected = new CollectBody();
        JsonBody.read(BODY, body, collected);
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
        JsonBody.read(BODY, body, (name, value) -> switch (name) {
            case "id", "conversation_id", "created_at" -> throw new InvalidFieldException(name + " cannot be changed");
            default -> EventFieldsJson.read(name, value, builder);
        });
        return update(BODY, key, ids, builder.build());
    }

    public Operation delete(EventKey key, RequestIds ids) {
        return new Operation.Delete(key, ids.operationId(), clock.instant());
    }

    /**
     * One item of the body of {@code POST /events/batch}.
     *
     * @throws InvalidFieldException if it breaks a rule of the contract
     */
    public Operation item(String projectId, RequestIds batchIds, byte[] json) throws InvalidFieldException {
        ItemBody item = new ItemBody();
        JsonBody.read(ITEM, json, item);
        RequestIds ids = item.operationId == null ? batchIds : new RequestIds.Named(item.operationId, batchIds);
        return switch (item.operation()) {
            case Operation.Create.NAME -> create(projectId, ids, item.create);
            case Operation.Update.NAME -> {
                item.refuse(ItemBody.UNCHANGEABLE, "cannot be changed");
                yield update(ITEM, item.key(projectId), ids, item.create.fields.build());
            }
            case Operation.Delete.NAME -> {
                item.refuse(name -> true, "must not be given in a delete");
                yield delete(item.key(projectId), ids);
            }
            default -> throw new InvalidFieldException("operation must be one of: create, update, delete");
        };
    }

    private Operation create(String projectId, RequestIds ids, CreateBody created) throws InvalidFieldException {
        String conversationId = FieldRules.require("conversation_id", created.conversationId);
        EventFields fields = created.fields.build();
        FieldRules.require("event_name", fields.eventName());
        rules.checkConversationId(conversationId);
        rules.check(fields);
        UUID id = created.id == null ? ids.eventId() : created.id;
        return create(new EventKey(projectId, id), ids, conversationId, created.createdAt, fields);
    }

    private Operation update(String what, EventKey key, RequestIds ids, EventFields changes)
            throws InvalidFieldException {
        if (changes.equals(EventFields.NONE)) {
            throw new InvalidFieldException(what + " must give at least one field to change");
        }
        rules.check(changes);
        return new Operation.Update(key, ids.operationId(), clock.instant(), changes);
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
