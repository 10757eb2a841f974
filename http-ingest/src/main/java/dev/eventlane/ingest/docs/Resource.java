package dev.eventlane.ingest.docs;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A file of this package, held in memory. */
final class Resource {
    private final String name;
    private final String contentType;
    private final ByteBuffer content;

    private Resource(String name, String contentType, byte[] content) {
        this.name = name;
        this.contentType = contentType;
        this.content = ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    static Resource load(String name, String contentType) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path; build this module with Maven");
            }
            return new Resource(name, contentType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    String name() {
        return name;
    }

    void send(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, contentType);
        exchange.getResponseSender().send(content.duplicate());
    }
}
