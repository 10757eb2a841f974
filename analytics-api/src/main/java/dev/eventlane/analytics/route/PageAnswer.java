package dev.eventlane.analytics.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.eventlane.analytics.read.EventReader.RowConsumer;
import dev.eventlane.http.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends rows one by one, as they are read: an answer can be far larger than memory. Reads one row more than it sends, to know
 * whether there are more.
 */
final class PageAnswer<T> implements RowConsumer<T> {
    /** What was begun stays open on a failure: an answer that breaks off must not look whole. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final JsonGenerator json;
    private final int limit;
    private final Data.RowBody<T> body;
    private int count;
    private T last;

    private PageAnswer(JsonGenerator json, int limit, Data.RowBody<T> body) {
        this.json = json;
        this.limit = limit;
        this.body = body;
    }

    /**
     * Begins the answer.
     *
     * @param limit the most rows it holds
     */
    static <T> PageAnswer<T> begin(HttpServerExchange exchange, int limit, Data.RowBody<T> body) throws IOException {
        exchange.startBlocking();
        Json.prepare(exchange, StatusCodes.OK);
        JsonGenerator json = JSON.createGenerator(exchange.getOutputStream());
        json.writeStartObject();
        json.writeBooleanField("success", true);
        json.writeArrayFieldStart("data");
        return new PageAnswer<>(json, limit, body);
    }

    @Override
    public void accept(T row) throws IOException {
        count++;
        if (count <= limit) {
            body.write(row, json);
            last = row;
        }
    }

    /**
     * Completes the answer.
     *
     * @param cursor the place after a row, for a client that asked for a page; without it, the answer only says that there is
     *     more
     */
    void end(Optional<Function<T, String>> cursor) throws IOException {
        json.writeEndArray();
        if (count > limit && cursor.isPresent()) {
            json.writeStringField("next_cursor", cursor.get().apply(last));
        } else if (count > limit) {
            json.writeBooleanField("truncated", true);
        }
        json.writeEndObject();
        json.close();
    }
}
