package dev.eventlane.ingest.write;

import dev.eventlane.core.trace.TraceContext;
import dev.eventlane.ingest.body.BatchFormat;
import dev.eventlane.ingest.body.RequestIds;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Optional;

/**
 * A batch that has come whole.
 *
 * @param body what came; to be released when it is no longer read
 * @param ids where the IDs come from that its items do not give
 * @param trace which all items belong to
 * @param receivedAt of {@link System#nanoTime}
 */
record BatchRequest(
        HttpServerExchange exchange,
        BodyReader.Whole body,
        BatchFormat format,
        String projectId,
        RequestIds ids,
        Optional<TraceContext> trace,
        long receivedAt) {

    /** How long ago it came. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - receivedAt);
    }
}
