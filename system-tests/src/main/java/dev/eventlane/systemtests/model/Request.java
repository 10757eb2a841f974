package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * One operation as a client sends it, once or several times.
 *
 * @param tag names the operation; unique in a load
 * @param operation {@code create}, {@code update} or {@code delete}
 * @param event the event that it is about
 * @param keyed whether the tag is sent as the Idempotency-Key
 * @param body {@code null} in a delete
 * @param data what the operation must hold in Kafka; {@code null} in a delete
 */
record Request(
        String tag,
        String operation,
        UUID event,
        boolean keyed,
        String method,
        String path,
        ObjectNode body,
        ObjectNode data) {

    /** The field by which a create without a key is known again. */
    static final String TAG_FIELD = "user_id";

    /** A create with an ID of the client's. */
    static Request create(String tag, UUID event, ObjectNode data, boolean keyed) {
        data.put(TAG_FIELD, tag);
        ObjectNode body = data.deepCopy().put("id", event.toString());
        return new Request(tag, "create", event, keyed, "POST", "/event/", body, data);
    }

    /** A create whose ID the front door makes of the key. */
    static Request createById(String tag, ObjectNode data) {
        data.put(TAG_FIELD, tag);
        return new Request(tag, "create", NameBasedUuid.event(tag), true, "POST", "/event", data.deepCopy(), data);
    }

    /** An event outside of any conversation. */
    static Request collect(String tag, ObjectNode data) {
        data.put(TAG_FIELD, tag);
        ObjectNode body = data.deepCopy();
        body.set("event_type", body.remove("event_name"));
        data.put("conversation_id", "");
        return new Request(tag, "create", NameBasedUuid.event(tag), true, "POST", "/events", body, data);
    }

    static Request update(String tag, UUID event, ObjectNode changes) {
        return new Request(tag, "update", event, true, "PUT", "/event/" + event, changes, changes);
    }

    static Request delete(String tag, UUID event) {
        return new Request(tag, "delete", event, true, "DELETE", "/event/" + event, null, null);
    }

    Optional<String> idempotencyKey() {
        return keyed ? Optional.of(tag) : Optional.empty();
    }

    String bodyText() {
        return body == null ? null : body.toString();
    }

    /** Whether this is what Kafka holds of it; when the event happened may be the front door's to say. */
    boolean isHeldBy(LoggedOperation logged) {
        if (!operation.equals(logged.operation()) || !event.equals(logged.event())) {
            return false;
        }
        if (data == null) {
            return logged.data() == null;
        }
        ObjectNode expected = data.deepCopy();
        if (operation.equals("create") && !expected.has("created_at")) {
            expected.set("created_at", logged.data().get("created_at"));
        }
        return Json.same(expected, logged.data());
    }
}
