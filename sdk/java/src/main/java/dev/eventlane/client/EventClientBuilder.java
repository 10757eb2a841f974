package dev.eventlane.client;

import static dev.eventlane.client.EventValidationException.require;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Options of an {@link EventClient}. */
public final class EventClientBuilder {
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private final URI baseUrl;
    private Optional<String> apiKey = Optional.empty();
    private Set<String> eventNames = Set.of();
    private Duration timeout = Duration.ofSeconds(30);
    private int maxRetries = 3;
    private Duration retryDelay = Duration.ofSeconds(1);
    private int batchSize = 500;
    private Duration flushInterval = Duration.ofSeconds(1);
    private int maxBufferedEvents = 10_000;
    private long maxBufferedBytes = 16 << 20;
    private Duration closeTimeout = Duration.ofSeconds(5);
    private Pauses pauses = Pauses.REAL;

    EventClientBuilder(URI baseUrl) {
        String text = baseUrl.toString();
        require(
                baseUrl.getHost() != null && (text.startsWith("http://") || text.startsWith("https://")),
                "base URL must begin with http:// or https:// and name a host, not '" + text + "'");
        this.baseUrl = URI.create(text.replaceFirst("/+$", ""));
    }

    /** Sent as {@code X-API-Key}. */
    public EventClientBuilder apiKey(String apiKey) {
        require(PRINTABLE.matcher(apiKey).matches(), "the API key must be printable ASCII without spaces");
        this.apiKey = Optional.of(apiKey);
        return this;
    }

    /** Other names are refused here, before anything is sent. Default: every name is sent. */
    public EventClientBuilder eventNames(Collection<String> eventNames) {
        this.eventNames = Set.copyOf(eventNames);
        return this;
    }

    /** How long to wait for the server in one attempt. Default: 30 seconds. */
    public EventClientBuilder timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** How often a request is sent, in all. Default: 3. */
    public EventClientBuilder maxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
        return this;
    }

    /** Before the second attempt, doubled for each further one, unless the server says when. Default: 1 second. */
    public EventClientBuilder retryDelay(Duration retryDelay) {
        this.retryDelay = retryDelay;
        return this;
    }

    /** Tracked events that are sent together at most. Default: 500; the server takes 10,000 by default. */
    public EventClientBuilder batchSize(int batchSize) {
        require(batchSize >= 1, "batch size must be at least 1, not " + batchSize);
        this.batchSize = batchSize;
        return this;
    }

    /** How long a tracked event waits for others at most. Default: 1 second. */
    public EventClientBuilder flushInterval(Duration flushInterval) {
        this.flushInterval = flushInterval;
        return this;
    }

    /** Tracked events that may wait for the server; what comes beyond is dropped. Default: 10,000. */
    public EventClientBuilder maxBufferedEvents(int maxBufferedEvents) {
        this.maxBufferedEvents = maxBufferedEvents;
        return this;
    }

    /** The same in bytes of JSON. Default: 16 MiB. */
    public EventClientBuilder maxBufferedBytes(long maxBufferedBytes) {
        this.maxBufferedBytes = maxBufferedBytes;
        return this;
    }

    /** How long closing, and the end of the program, wait for the server at most. Default: 5 seconds. */
    public EventClientBuilder closeTimeout(Duration closeTimeout) {
        this.closeTimeout = closeTimeout;
        return this;
    }

    EventClientBuilder pauses(Pauses pauses) {
        this.pauses = pauses;
        return this;
    }

    /** Nothing is sent yet. */
    public EventClient build() {
        Transport transport = new Transport(baseUrl, apiKey, timeout);
        RetryPolicy retries = new RetryPolicy(Math.max(1, maxRetries), retryDelay);
        QueueLimits limits = new QueueLimits(batchSize, flushInterval, maxBufferedEvents, maxBufferedBytes);
        return new EventClient(
                new Requests(transport, retries, pauses),
                new Delivery(transport, retries, new EventQueue(limits), pauses, closeTimeout),
                eventNames,
                timeout,
                closeTimeout);
    }
}
