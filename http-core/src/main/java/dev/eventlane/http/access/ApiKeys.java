package dev.eventlane.http.access;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.http.RefusalCounts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that are valid now. Their file is read every second, which notices every way of changing it; a change holds once two
 * reads agree about it. A file that cannot be read, or breaks a rule, changes nothing and is logged once. Thread-safe.
 */
public final class ApiKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final long READ_EVERY_SECONDS = 1;

    private final AccessConfig config;
    private final RefusalCounts refusals;
    private final Clock clock;
    private final Caller anybody;
    private final ScheduledExecutorService background;
    private volatile Map<KeyHash, Caller> callers = Map.of();
    /** Also of keys that are gone: one that comes back has used what it has used. As few as keys were ever configured. */
    private final Map<KeyHash, Limiter> limiters = new HashMap<>();

    private final SettledText settled = new SettledText();
    private String lastText = "";
    private String lastProblem = "";

    private ApiKeys(AccessConfig config, RefusalCounts refusals, Clock clock) {
        this.config = config;
        this.refusals = refusals;
        this.clock = clock;
        this.anybody = Caller.anybody(new Limiter(config.limits(), refusals, clock));
        this.background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "api-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Reads the keys, and goes on doing so.
     *
     * @param refusals told when a limit is reached
     * @throws ConfigurationException if they cannot be read, or break a rule
     */
    public static ApiKeys open(AccessConfig config, RefusalCounts refusals) {
        ApiKeys keys = new ApiKeys(config, refusals, Clock.systemUTC());
        if (!config.isOpen()) {
            try {
                keys.load();
            } catch (IOException | InvalidKeysException e) {
                keys.close();
                throw new ConfigurationException(keys.explain(e));
            }
        }
        config.file().ifPresent(file -> {
            var unused = keys.background.scheduleWithFixedDelay(
                    keys::reload, READ_EVERY_SECONDS, READ_EVERY_SECONDS, TimeUnit.SECONDS);
        });
        return keys;
    }

    /** Who may come without a key; empty where keys are configured. */
    Optional<Caller> anybody() {
        return config.isOpen() ? Optional.of(anybody) : Optional.empty();
    }

    /** The holder of a key; empty if there is none. */
    Optional<Caller> find(String key) {
        return Optional.ofNullable(callers.get(KeyHash.of(key)));
    }

    /** Every failure is told, for without this the task would end in silence with its first. */
    private void reload() {
        try {
            if (load()) {
                LOG.info("API keys were read again: {} keys", callers.size());
            }
            lastProblem = "";
        } catch (IOException | InvalidKeysException | RuntimeException e) {
            String problem = explain(e);
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                LOG.error("{}; the keys before stay valid until it is mended", problem);
            }
        }
    }

    /** Returns whether they have changed. */
    private boolean load() throws IOException, InvalidKeysException {
        String file = config.file().isPresent() ? Files.readString(config.file().get()) : "";
        boolean mayBeCutOff = !settled.isSettled(file);
        if (!callers.isEmpty() && (mayBeCutOff || file.equals(lastText))) {
            return false;
        }
        List<ApiKey> keys = new ArrayList<>();
        if (config.file().isPresent()) {
            keys.addAll(parse("API_KEYS_FILE " + config.file().get(), file));
        }
        if (config.lines().isPresent()) {
            keys.addAll(parse("API_KEYS", config.lines().get().replace(';', '\n')));
        }
        callers = callersOf(keys);
        callers.forEach((hash, caller) -> limiters.put(hash, caller.limiter()));
        lastText = file;
        return true;
    }

    private static List<ApiKey> parse(String source, String text) throws InvalidKeysException {
        try {
            return ApiKeyLines.parse(text);
        } catch (InvalidKeysException e) {
            throw new InvalidKeysException(source + ": " + e.getMessage());
        }
    }

    /** What a key has used of its limits stays used when others change. */
    private Map<KeyHash, Caller> callersOf(List<ApiKey> keys) throws InvalidKeysException {
        Map<KeyHash, Caller> next = new HashMap<>();
        Map<String, ApiKey> names = new HashMap<>();
        for (ApiKey key : keys) {
            Limits limits = key.limits().orElse(config.limits());
            Limiter before = limiters.get(key.hash());
            Limiter limiter =
                    before != null && before.limits().equals(limits) ? before : new Limiter(limits, refusals, clock);
            if (next.put(key.hash(), Caller.holderOf(key, limiter)) != null || names.put(key.name(), key) != null) {
                throw new InvalidKeysException(
                        "the key " + key.name() + " stands in API_KEYS, too; remove it from one of them");
            }
        }
        return Map.copyOf(next);
    }

    /** Where the problem is and what it is; nothing of what stands there. */
    private String explain(Exception e) {
        if (e instanceof InvalidKeysException) {
            return e.getMessage();
        }
        String why = e instanceof CharacterCodingException
                ? "it must be text in UTF-8"
                : e.getClass().getSimpleName();
        return "API_KEYS_FILE " + config.file().map(Path::toString).orElse("") + " cannot be read: " + why;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
