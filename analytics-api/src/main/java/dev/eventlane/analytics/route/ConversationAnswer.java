package dev.eventlane.analytics.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.eventlane.analytics.read.EventReader.RowConsumer;
import dev.eventlane.analytics.read.EventView;
import dev.eventlane.http.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;

/**
 * Sends the events of a conversation one by one, as they are read: a conversation can be far larger than memory. Reads one event
 * more than it sends, to know whether there are more.
 */
final class ConversationAnswer implements RowConsumer<EventView> {
    /** What was begun stays open on a failure: an answer that breaks off must not look whole. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final JsonGenerator json;
    private final int limit;
    private final boolean paged;
    private int count;
    private EventView last;

    private ConversationAnswer(JsonGenerator json, int limit, boolean paged) {
        this.json = json;
        this.limit = limit;
        this.paged = paged;
    }

    /**
     * Begins the answer.
     *
     * @param limit the most events it holds
     * @param paged whether the client asked for a page, and gets a cursor rather than a note if there are more
     */
    static ConversationAnswer begin(HttpServerExchange exchange, int limit, boolean paged) throws IOException {
        exchange.startBlocking();
        Json.prepare(exchange, StatusCodes.OK);
        JsonGenerator json = JSON.createGenerator(exchange.getOutputStream());
        json.writeStartObject();
        json.writeBooleanField("success", true);
        json.writeArrayFieldStart("data");
        return new ConversationAnswer(json, limit, paged);
    }

    @Override
    public void accept(EventView event) throws IOException {
        count++;
        if (count <= limit) {
            event.write(json);
            last = event;
        }
    }

    /** Completes the answer. */
    void end() throws IOException {
        json.writeEndArray();
        if (count > limit && paged) {
            json.writeStringField("next_cursor", Cursor.after(last).encode());
        } else if (count > limit) {
            json.writeBooleanField("truncated", true);
        }
        json.writeEndObject();
        json.close();
    }
}
