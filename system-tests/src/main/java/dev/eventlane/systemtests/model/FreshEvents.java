package dev.eventlane.systemtests.model;

import java.util.UUID;

/** A few events in a conversation of their own: enough to meet every partition of the topic. */
public final class FreshEvents {
    /** How many there are. */
    public static final int COUNT = 12;

    private final String conversation;
    private final Sender sender;

    FreshEvents(String conversation, Sender sender) {
        this.conversation = conversation;
        this.sender = sender;
    }

    public String conversation() {
        return conversation;
    }

    /** Sends them, once; returns when all are accepted. */
    public void send() throws InterruptedException {
        for (int i = 0; i < COUNT; i++) {
            var event = Json.object().put("conversation_id", conversation).put("event_name", "fresh");
            sender.send(Request.create(conversation + "-" + i, UUID.randomUUID(), event, true));
        }
    }
}
