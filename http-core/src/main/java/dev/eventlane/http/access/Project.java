package dev.eventlane.http.access;

import io.undertow.server.HttpServerExchange;

/** Whose events a request is about. It comes from the caller's key alone, never from what a request says. */
public final class Project {
    private Project() {}

    /**
     * The ID of the project; that of all events where no keys are configured.
     *
     * @throws IllegalStateException if the route is not behind {@link AccessHandler}
     */
    public static String of(HttpServerExchange exchange) {
        return Caller.of(exchange).project();
    }
}
