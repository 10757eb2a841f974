package dev.eventlane.ingest.body;

import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** The members of an item of a batch, as far as they were read. Only at the end is it known what they have to be. */
final class ItemBody implements JsonBody.Member {
    /** What an update cannot give. */
    static final Predicate<String> UNCHANGEABLE = name -> name.equals("conversation_id") || name.equals("created_at");

    final CreateBody create = new CreateBody();
    UUID operationId;

    private final List<String> fields = new ArrayList<>();
    private String operation;

    @Override
    public boolean read(String name, FieldReader value) throws IOException, InvalidFieldException {
        switch (name) {
            case "operation" -> operation = value.string(name);
            case "operation_id" -> operationId = value.uuid(name);
            case "id" -> create.id = value.uuid(name);
            default -> {
                fields.add(name);
                return create.read(name, value);
            }
        }
        return true;
    }

    /** What is to be done; a create unless it says otherwise. */
    String operation() {
        return operation == null ? Operation.Create.NAME : operation;
    }

    /** The event that is to be changed. */
    EventKey key(String projectId) throws InvalidFieldException {
        return new EventKey(projectId, FieldRules.require("id", create.id));
    }

    /** Refuses the first field of the event that this operation does not take. */
    void refuse(Predicate<String> refused, String rule) throws InvalidFieldException {
        for (String name : fields) {
            if (refused.test(name)) {
                throw new InvalidFieldException(name + ' ' + rule);
            }
        }
    }
}
