package dev.eventlane.http;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were refused for what they are or whose they are, whatever they ask for. Thread-safe. */
public final class RefusalCounts {
    /** Who is counted where no caller is known. */
    public static final String NOBODY = "";

    /** Why a request was refused. */
    public enum Reason {
        NO_KEY,
        UNKNOWN_KEY,
        NO_RIGHT,
        RATE,
        QUOTA,
        HEADERS_TOO_LARGE,
        ADDRESS_TOO_LONG;

        /** As metrics call it. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Told one count. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes it.
         *
         * @param caller the name of the key; {@link #NOBODY} where none is known
         * @param count since the server was started
         */
        void visit(Reason reason, String caller, long count);
    }

    private final Map<Reason, Map<String, LongAdder>> counts = new EnumMap<>(Reason.class);

    public RefusalCounts() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new ConcurrentHashMap<>());
        }
    }

    /** Counts one refusal. */
    public void count(Reason reason, String caller) {
        counts.get(reason).computeIfAbsent(caller, name -> new LongAdder()).increment();
    }

    /** How many there were for this reason, of all callers. */
    public long count(Reason reason) {
        return counts.get(reason).values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Tells every count that is not zero. */
    public void forEach(Visitor visitor) {
        counts.forEach(
                (reason, callers) -> callers.forEach((caller, count) -> visitor.visit(reason, caller, count.sum())));
    }
}
