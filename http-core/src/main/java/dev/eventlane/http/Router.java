package dev.eventlane.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.PathTemplateMatcher;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the handler for path and method. An unknown path is 404, a wrong method 405 with {@code Allow}, both with a JSON body.
 * Paths are matched as they were sent, before percent-decoding, so that an encoded slash stays inside its parameter.
 */
public final class Router implements HttpHandler {
    private static final AttachmentKey<Route> MATCHED = AttachmentKey.create(Route.class);

    private final PathTemplateMatcher<Map<HttpString, Target>> paths = new PathTemplateMatcher<>();
    private final List<Route> routes = new ArrayList<>();

    /** A route as it was added. */
    public record Route(HttpString method, String template) {}

    private record Target(Route route, HttpHandler handler) {}

    /** The route that a request came to, for handlers outside of the router; empty if there is none for its path and method. */
    public static Optional<Route> routeOf(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(MATCHED));
    }

    /**
     * Adds a route.
     *
     * @param template a path such as {@code /event/{id}}
     */
    public Router add(HttpString method, String template, HttpHandler handler) {
        Map<HttpString, Target> methods = paths.get(template);
        if (methods == null) {
            methods = new LinkedHashMap<>();
            paths.add(template, methods);
        }
        Route route = new Route(method, template);
        if (methods.put(method, new Target(route, handler)) != null) {
            throw new IllegalArgumentException(method + " " + template + " is routed twice");
        }
        routes.add(route);
        return this;
    }

    /** Every route, in the order in which they were added. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        PathTemplateMatcher.PathMatchResult<Map<HttpString, Target>> match = paths.match(exchange.getRelativePath());
        if (match == null || isOtherPath(exchange.getRelativePath(), match)) {
            Json.send(exchange, StatusCodes.NOT_FOUND, Json.error("no such path"));
            return;
        }
        Target target = match.getValue().get(exchange.getRequestMethod());
        if (target == null) {
            String allowed =
                    match.getValue().keySet().stream().map(HttpString::toString).collect(Collectors.joining(", "));
            exchange.getResponseHeaders().put(Headers.ALLOW, allowed + ", OPTIONS");
            Json.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, Json.error("method must be one of: " + allowed));
            return;
        }
        exchange.putAttachment(MATCHED, target.route());
        PathParameters.attach(exchange, match.getParameters());
        target.handler().handleRequest(exchange);
    }

    /** The matcher takes a trailing slash for none, and nothing for a parameter. */
    private static boolean isOtherPath(String path, PathTemplateMatcher.PathMatchResult<?> match) {
        return match.getParameters().containsValue("")
                || (path.endsWith("/") && !match.getMatchedTemplate().endsWith("/"));
    }
}
