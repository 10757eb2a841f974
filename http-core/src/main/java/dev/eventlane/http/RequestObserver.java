package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;

/** Is told of every request once, when its answer was sent or could not be. Runs on IO threads and must not block. */
@FunctionalInterface
public interface RequestObserver {
    /**
     * A request has ended.
     *
     * @param nanos since it was read up to its body
     */
    void ended(HttpServerExchange exchange, long nanos);
}
