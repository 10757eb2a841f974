package dev.eventlane.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;
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
        return decode(name, exchange.getAttachment(KEY).raw.get(name), false);
    }

    static String decode(String name, String text, boolean plusIsSpace) throws BadRequestException {
        try {
            return URLUtils.decode(text, StandardCharsets.UTF_8.name(), true, plusIsSpace, new StringBuilder());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(name + " must be percent-encoded UTF-8");
        }
    }
}
