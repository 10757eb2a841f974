package dev.eventlane.systemtests.model;

import java.util.UUID;

/** Operations on events that have rested. Each method returns when its operation is accepted. Not thread-safe. */
public final class LateOperations {
    private final String name;
    private final Sender sender;
    private int sent;

    LateOperations(String name, Sender sender) {
        this.name = name;
        this.sender = sender;
    }

    /** Creates the event a second time, with other values. */
    public void createAgain(UUID event) throws InterruptedException {
        var data = Json.object()
                .put("conversation_id", "another")
                .put("event_name", "again")
                .put("latency", 1.0);
        sender.send(Request.create(tag(), event, data, true));
    }

    public void update(UUID event) throws InterruptedException {
        sender.send(Request.update(tag(), event, Json.object().put("error", "late")));
    }

    public void delete(UUID event) throws InterruptedException {
        sender.send(Request.delete(tag(), event));
    }

    private String tag() {
        return name + "-" + sent++;
    }
}
