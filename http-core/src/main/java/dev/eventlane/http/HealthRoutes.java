package dev.eventlane.http;

import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;

/** The routes that say that the process lives. */
public final class HealthRoutes {
    private HealthRoutes() {}

    /** Adds {@code /health}, {@code /healthz} and {@code /ping}. */
    public static void addTo(Router router) {
        add(router, "/health", Json.object(json -> {
            json.writeBooleanField("success", true);
            json.writeStringField("message", "ok");
        }));
        add(router, "/healthz", Json.object(json -> json.writeStringField("status", "ok")));
        add(router, "/ping", Json.object(json -> {
            json.writeBooleanField("success", true);
            json.writeStringField("message", "pong");
        }));
    }

    private static void add(Router router, String path, byte[] body) {
        router.add(Methods.GET, path, exchange -> Json.send(exchange, StatusCodes.OK, body));
    }
}
