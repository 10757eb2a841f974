package dev.eventlane.http.ready;

import dev.eventlane.http.Json;
import dev.eventlane.http.Router;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /ready}: whether everything is there that requests need. The neighbours are asked in the background, every two
 * seconds, so that the answer waits for none of them and nobody can have them asked more often.
 */
public final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);

    private final List<Watched> watched;
    private final ScheduledExecutorService background;
    private volatile boolean closed;

    /** A neighbour and what it said last. */
    private static final class Watched {
        private final ReadyCheck check;
        private volatile List<PartState> states;
        private volatile long askedAt = System.nanoTime();

        Watched(ReadyCheck check) {
            this.check = check;
            this.states = all("not asked yet");
        }

        void ask() {
            try {
                states = check.ask();
            } catch (RuntimeException e) {
                LOG.error("{} could not be asked", check.parts(), e);
                states = all("could not be asked");
            }
            askedAt = System.nanoTime();
        }

        List<PartState> now() {
            Duration age = Duration.ofNanos(System.nanoTime() - askedAt);
            return age.compareTo(STALE_AFTER) < 0 ? states : all("has not answered for " + age.toSeconds() + " s");
        }

        private List<PartState> all(String why) {
            return check.parts().stream()
                    .map(part -> PartState.notReady(part, why))
                    .toList();
        }
    }

    private Readiness(List<ReadyCheck> checks) {
        this.watched = checks.stream().map(Watched::new).toList();
        this.background = Executors.newScheduledThreadPool(Math.max(1, checks.size()), task -> {
            Thread thread = new Thread(task, "readiness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask. */
    public static Readiness watch(List<ReadyCheck> checks) {
        Readiness readiness = new Readiness(checks);
        for (Watched neighbour : readiness.watched) {
            var unused = readiness.background.scheduleWithFixedDelay(
                    neighbour::ask, 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        return readiness;
    }

    /** Adds the route. */
    public void addTo(Router router) {
        router.add(Methods.GET, "/ready", this::answer);
    }

    private void answer(HttpServerExchange exchange) {
        List<PartState> states = new ArrayList<>();
        watched.forEach(neighbour -> states.addAll(neighbour.now()));
        if (closed) {
            states.add(PartState.notReady("server", "shutting down"));
        }
        String missing = states.stream()
                .filter(state -> !state.isReady())
                .map(PartState::part)
                .collect(Collectors.joining(", "));
        Json.send(
                exchange, missing.isEmpty() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, body(states, missing));
    }

    private static byte[] body(List<PartState> states, String missing) {
        return Json.object(json -> {
            json.writeBooleanField("success", missing.isEmpty());
            if (missing.isEmpty()) {
                json.writeStringField("message", "ready");
            } else {
                json.writeStringField("error", "not ready: " + missing);
            }
            json.writeObjectFieldStart("data");
            for (PartState state : states) {
                json.writeStringField(state.part(), state.text());
            }
            json.writeEndObject();
        });
    }

    /** From now on, not ready: whoever spreads requests should leave this one out. */
    @Override
    public void close() {
        closed = true;
        background.shutdownNow();
    }
}
