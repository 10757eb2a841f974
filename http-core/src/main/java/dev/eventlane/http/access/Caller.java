package dev.eventlane.http.access;

import static java.util.Objects.requireNonNull;

import dev.eventlane.core.event.EventKey;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name the name of the key, for metrics and logs; {@link #ANYBODY} where no keys are configured
 * @param project whose events the request is about
 * @param rights what the caller may do
 * @param isKnown false where no keys are configured
 * @param limiter counts what comes of this caller
 */
public record Caller(String name, String project, Set<Right> rights, boolean isKnown, Limiter limiter) {
    /** The name of every caller where no keys are configured. */
    public static final String ANYBODY = "anybody";

    private static final AttachmentKey<Caller> KEY = AttachmentKey.create(Caller.class);

    public Caller {
        requireNonNull(name, "name is null");
        requireNonNull(project, "project is null");
        rights = Set.copyOf(rights);
        requireNonNull(limiter, "limiter is null");
    }

    static Caller holderOf(ApiKey key, Limiter limiter) {
        return new Caller(key.name(), key.project(), key.rights(), true, limiter);
    }

    static Caller anybody(Limiter limiter) {
        return new Caller(ANYBODY, EventKey.DEFAULT_PROJECT, EnumSet.allOf(Right.class), false, limiter);
    }

    void attachTo(HttpServerExchange exchange) {
        exchange.putAttachment(KEY, this);
    }

    /** The caller as far as known: empty for what is open to everybody, and for who was turned away at the door. */
    public static Optional<Caller> find(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(KEY));
    }

    /**
     * The caller of a request that was let in.
     *
     * @throws IllegalStateException if nobody asked who it is: such a route would answer everybody
     */
    public static Caller of(HttpServerExchange exchange) {
        return find(exchange)
                .orElseThrow(
                        () -> new IllegalStateException(exchange.getRequestPath() + " is not behind AccessHandler"));
    }
}
