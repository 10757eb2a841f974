package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Map;

/** The parts of the path that a route's template names. */
public final class PathParameters {
    private static final AttachmentKey<PathParameters> KEY = AttachmentKey.create(PathParameters.class);

    private final Map<String, String> raw;

    private PathParameters(Map<String, String> raw) {
        this.raw = raw;
    }

    static void attach(HttpServerExchange exchange, Map<String, String> raw) {
        exchange.putAttachment(KEY, new PathParameters(raw));
    }

    /**
     * The decoded value of a parameter of the matched route.
     *
     * @throws BadRequestException if it is not percent-encoded text
     */
    public static String of(HttpServerExchange exchange, String name) throws BadRequestException {
        return PercentEncoding.decode(name, exchange.getAttachment(KEY).raw.get(name), false);
    }
}
