package dev.eventlane.job.clickhouse;

import static java.util.Objects.requireNonNull;

import dev.eventlane.job.clickhouse.internal.SinkSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.InstantiationUtil;

/**
 * Builds a {@link ClickHouseSink}. Endpoint, database, credentials and row encoder are required; everything else has a
 * default that suits most jobs.
 */
@PublicEvolving
public final class ClickHouseSinkBuilder<T> {

    private static final long MIN_MAX_PENDING_BYTES = 1L << 20;
    private static final long DEFAULT_MAX_PENDING_BYTES = 64L << 20;

    @Nullable
    private String endpoint;

    @Nullable
    private String database;

    @Nullable
    private String user;

    @Nullable
    private String password;

    @Nullable
    private RowEncoder<T> encoder;

    private Duration connectTimeout = ConnectionOptions.DEFAULT_CONNECT_TIMEOUT;
    private Duration requestTimeout = ConnectionOptions.DEFAULT_REQUEST_TIMEOUT;
    private Batching batching = Batching.DEFAULT;
    private DeliveryGuarantee guarantee = DeliveryGuarantee.EXACTLY_ONCE;
    private RetryBackoff backoff = RetryBackoff.DEFAULT;
    private long maxPendingBytes = DEFAULT_MAX_PENDING_BYTES;
    private final Map<String, String> serverSettings = new LinkedHashMap<>();

    ClickHouseSinkBuilder() {}

    /** Where ClickHouse answers HTTP: {@code http://host:port} or {@code https://host:port}. */
    public ClickHouseSinkBuilder<T> endpoint(String endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
        return this;
    }

    /** The database of all tables. */
    public ClickHouseSinkBuilder<T> database(String database) {
        this.database = requireNonNull(database, "database is null");
        return this;
    }

    /** The user, who needs the INSERT right on the tables; an empty password is one. */
    public ClickHouseSinkBuilder<T> credentials(String user, String password) {
        this.user = requireNonNull(user, "user is null");
        this.password = requireNonNull(password, "password is null");
        return this;
    }

    public ClickHouseSinkBuilder<T> rowEncoder(RowEncoder<T> encoder) {
        this.encoder = requireNonNull(encoder, "encoder is null");
        return this;
    }

    /** Bounds of one insert; {@link Batching#DEFAULT} unless set. */
    public ClickHouseSinkBuilder<T> batching(Batching batching) {
        this.batching = requireNonNull(batching, "batching is null");
        return this;
    }

    /** EXACTLY_ONCE unless set; NONE is refused. */
    public ClickHouseSinkBuilder<T> deliveryGuarantee(DeliveryGuarantee guarantee) {
        this.guarantee = requireNonNull(guarantee, "guarantee is null");
        return this;
    }

    /** Waits between attempts; {@link RetryBackoff#DEFAULT} unless set. */
    public ClickHouseSinkBuilder<T> retryBackoff(RetryBackoff backoff) {
        this.backoff = requireNonNull(backoff, "backoff is null");
        return this;
    }

    /**
     * How many compressed bytes may wait in a subtask for a checkpoint, from 1 MiB; 64 MiB unless set. Beyond it the sink
     * takes 32 KiB of rows a second until a checkpoint completes. Choose more for long checkpoint intervals, and heap for
     * it. Without meaning for AT_LEAST_ONCE, which holds nothing.
     */
    public ClickHouseSinkBuilder<T> maxPendingBytes(long bytes) {
        this.maxPendingBytes = bytes;
        return this;
    }

    /** How long a connection may take; 5 seconds unless set. */
    public ClickHouseSinkBuilder<T> connectTimeout(Duration timeout) {
        this.connectTimeout = requireNonNull(timeout, "timeout is null");
        return this;
    }

    /** How long the server may be silent once it has the rows; 60 seconds unless set. */
    public ClickHouseSinkBuilder<T> requestTimeout(Duration timeout) {
        this.requestTimeout = requireNonNull(timeout, "timeout is null");
        return this;
    }

    /** A setting of ClickHouse to send with every insert, such as {@code insert_quorum}. */
    public ClickHouseSinkBuilder<T> serverSetting(String name, String value) {
        serverSettings.put(requireNonNull(name, "name is null"), requireNonNull(value, "value is null"));
        return this;
    }

    /**
     * The sink.
     *
     * @throws IllegalStateException if something required is missing
     * @throws IllegalArgumentException if a value breaks a rule, named in the message
     */
    public ClickHouseSink<T> build() {
        String givenEndpoint = required(endpoint, "endpoint", "endpoint(\"http://host:8123\")");
        String givenDatabase = required(database, "database", "database(name)");
        String givenUser = required(user, "user", "credentials(user, password)");
        String givenPassword = required(password, "password", "credentials(user, password)");
        RowEncoder<T> givenEncoder = required(encoder, "row encoder", "rowEncoder(encoder)");
        checkServerSettings();
        checkGuarantee();
        checkMaxPendingBytes();
        checkSerializable(givenEncoder);
        ConnectionOptions connection = new ConnectionOptions(
                givenEndpoint, givenDatabase, givenUser, givenPassword, connectTimeout, requestTimeout, serverSettings);
        return new ClickHouseSink<>(connection, givenEncoder, batching, guarantee, backoff, maxPendingBytes);
    }

    private static <V> V required(@Nullable V value, String what, String how) {
        if (value == null) {
            throw new IllegalStateException("The ClickHouse sink has no " + what + "; set it with " + how);
        }
        return value;
    }

    private void checkServerSettings() {
        for (String name : serverSettings.keySet()) {
            if (SinkSettings.names().contains(name)) {
                throw new IllegalArgumentException("The server setting '" + name
                        + "' is fixed by the sink, whose delivery guarantee rests on it; leave it out");
            }
        }
    }

    private void checkGuarantee() {
        if (guarantee == DeliveryGuarantee.NONE) {
            throw new IllegalArgumentException("The delivery guarantee is NONE, and this sink always delivers; choose"
                    + " EXACTLY_ONCE or AT_LEAST_ONCE");
        }
    }

    private void checkMaxPendingBytes() {
        if (maxPendingBytes < MIN_MAX_PENDING_BYTES) {
            throw new IllegalArgumentException(
                    "maxPendingBytes is " + maxPendingBytes + "; it must be at least " + MIN_MAX_PENDING_BYTES);
        }
    }

    /** Here, where the line of code is known, rather than when the job is submitted. */
    private static void checkSerializable(RowEncoder<?> encoder) {
        if (!InstantiationUtil.isSerializable(encoder)) {
            throw new IllegalArgumentException("The row encoder "
                    + encoder.getClass().getName() + " is not serializable; make its fields serializable or transient");
        }
    }
}
