package dev.eventlane.http.access;

import dev.eventlane.http.ErrorForm;
import dev.eventlane.http.RefusalCounts;
import dev.eventlane.http.RefusalCounts.Reason;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who may come in. It stands before the routes, so that none can be forgotten: whatever is not open to everybody needs a
 * key, and what is not read needs the right to write.
 */
public final class AccessHandler implements HttpHandler {
    private static final HttpString API_KEY = new HttpString("X-API-Key");
    private static final String BEARER = "bearer ";

    /** They tell nothing of any project. */
    private static final Set<String> OPEN = Set.of("/health", "/healthz", "/ping", "/ready", "/openapi.json", "/docs");

    private static final String OPEN_FOLDER = "/docs/";

    /** It tells of all projects. */
    private static final String METRICS = "/metrics";

    private final ApiKeys keys;
    private final RefusalCounts refusals;
    private final HttpHandler next;

    public AccessHandler(ApiKeys keys, RefusalCounts refusals, HttpHandler next) {
        this.keys = keys;
        this.refusals = refusals;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (isOpen(exchange)) {
            next.handleRequest(exchange);
            return;
        }
        Optional<Caller> caller = caller(exchange);
        if (caller.isEmpty()) {
            return;
        }
        caller.get().attachTo(exchange);
        Optional<String> tooMany = RateLimit.refuseRequest(exchange, caller.get());
        if (tooMany.isPresent()) {
            ErrorForm.sendUnread(exchange, StatusCodes.TOO_MANY_REQUESTS, tooMany.get());
            return;
        }
        next.handleRequest(exchange);
    }

    private boolean isOpen(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        // A scraper on the same machine needs no key; where nobody needs one, neither does a scraper.
        return OPEN.contains(path)
                || path.startsWith(OPEN_FOLDER)
                || (path.equals(METRICS)
                        && (keys.anybody().isPresent()
                                || exchange.getSourceAddress().getAddress().isLoopbackAddress()));
    }

    /** Who may do what the request asks for; empty = it has been answered. */
    private Optional<Caller> caller(HttpServerExchange exchange) {
        Optional<String> key = key(exchange);
        if (keys.anybody().isPresent()) {
            return anybodyWith(key, exchange);
        }
        if (key.isEmpty()) {
            refuseUnknown(
                    exchange,
                    Reason.NO_KEY,
                    "an API key is required: send it as Authorization: Bearer … or X-API-Key: …");
            return Optional.empty();
        }
        Optional<Caller> caller = keys.find(key.get());
        if (caller.isEmpty()) {
            refuseUnknown(exchange, Reason.UNKNOWN_KEY, "the API key is not known");
            return Optional.empty();
        }
        Right needed = needed(exchange);
        if (!caller.get().rights().contains(needed)) {
            refusals.count(Reason.NO_RIGHT, caller.get().name());
            ErrorForm.sendUnread(exchange, StatusCodes.FORBIDDEN, "the API key lacks the right to " + verb(needed));
            return Optional.empty();
        }
        return caller;
    }

    /** Whoever sends a key means its project: to let it pass as anybody would show and change what belongs to others. */
    private Optional<Caller> anybodyWith(Optional<String> key, HttpServerExchange exchange) {
        if (key.isPresent() && key.get().startsWith(NewApiKey.PREFIX)) {
            refuseUnknown(exchange, Reason.UNKNOWN_KEY, "no API keys are configured here");
            return Optional.empty();
        }
        return keys.anybody();
    }

    private void refuseUnknown(HttpServerExchange exchange, Reason reason, String error) {
        refusals.count(reason, RefusalCounts.NOBODY);
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"eventlane\"");
        ErrorForm.sendUnread(exchange, StatusCodes.UNAUTHORIZED, error);
    }

    private static Optional<String> key(HttpServerExchange exchange) {
        HeaderValues authorization = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        for (String value : authorization == null ? List.<String>of() : authorization) {
            if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return Optional.of(value.substring(BEARER.length()).strip());
            }
        }
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(API_KEY))
                .map(String::strip);
    }

    private static Right needed(HttpServerExchange exchange) {
        if (exchange.getRequestPath().equals(METRICS)) {
            return Right.METRICS;
        }
        HttpString method = exchange.getRequestMethod();
        return method.equals(Methods.GET) || method.equals(Methods.HEAD) ? Right.READ : Right.WRITE;
    }

    private static String verb(Right right) {
        return right == Right.METRICS ? "read metrics" : right.text();
    }
}
