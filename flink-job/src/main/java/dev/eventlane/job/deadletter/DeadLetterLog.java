package dev.eventlane.job.deadletter;

import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.job.source.SourceRecord;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of dead letters, without what is in them: at once, and then every ten seconds at most, with how many there were
 * meanwhile. Not thread-safe.
 */
public final class DeadLetterLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private long lastNanos;
    private long untold;

    public DeadLetterLog() {
        this(System::nanoTime);
    }

    DeadLetterLog(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong() - SILENCE_NANOS;
    }

    public void buried(DeadLetter letter) {
        long now = nanos.getAsLong();
        if (now - lastNanos < SILENCE_NANOS) {
            untold++;
            return;
        }
        SourceRecord record = letter.record();
        LOG.warn(
                "dead letter: {}, {}; record of partition {}, offset {}, trace {}; {} more since the last such line",
                letter.reason(),
                letter.detail(),
                record.partition(),
                record.offset(),
                record.trace().map(TraceContext::traceId).orElse("none"),
                untold);
        lastNanos = now;
        untold = 0;
    }
}
