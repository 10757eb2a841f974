package dev.eventlane.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Builds JSON bodies and sends them. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final String CONTENT_TYPE = "application/json; charset=utf-8";

    private Json() {}

    /** Writes the members of one JSON object. */
    @FunctionalInterface
    public interface ObjectBody {
        void write(JsonGenerator json) throws IOException;
    }

    /** One JSON object in UTF-8. */
    public static byte[] object(ObjectBody body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                json.writeStartObject();
                body.write(json);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** {@code {"success":false,"error":…}}, the form of every error but those of {@code POST /events}. */
    public static byte[] error(String message) {
        return object(json -> {
            json.writeBooleanField("success", false);
            json.writeStringField("error", message);
        });
    }

    /** Says that an answer of this status follows, in JSON. Every 503 passes by itself and says when to ask again. */
    public static void prepare(HttpServerExchange exchange, int status) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, CONTENT_TYPE);
        if (status == StatusCodes.SERVICE_UNAVAILABLE) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    /** Ends the exchange with this answer. */
    public static void send(HttpServerExchange exchange, int status, byte[] body) {
        prepare(exchange, status);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
