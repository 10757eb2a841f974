package dev.eventlane.analytics.read;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import dev.eventlane.analytics.query.Query;
import dev.eventlane.core.clickhouse.ClickHouseConnection;
import dev.eventlane.core.clickhouse.PropertiesColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs queries on ClickHouse. Thread-safe; blocks its caller. */
public final class EventReader implements AutoCloseable {
    private static final int CONNECT_SECONDS = 2;
    private static final int EXECUTION_SECONDS = 10;
    /** Longer than the server's own limit, so that its message comes first. */
    private static final int ANSWER_SECONDS = 15;

    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_RESULT_MIB = 256;
    /** Time, memory, rows, bytes: what a query may use is limited, for the reader and by the server. */
    private static final Set<Integer> LIMIT_CODES = Set.of(158, 159, 160, 241, 307, 396);

    private final Client client;

    /** Turns the row that the reader stands on into a value. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ClickHouseBinaryFormatReader row);
    }

    public EventReader(ClickHouseConnection target) {
        Client.Builder builder = new Client.Builder()
                .addEndpoint(target.endpoint().toString())
                .setUsername(target.user())
                .setPassword(target.password().reveal())
                .setDefaultDatabase(target.database())
                .setClientName("eventlane-analytics-api")
                .setMaxConnections(MAX_CONNECTIONS)
                .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setConnectionRequestTimeout(EXECUTION_SECONDS, ChronoUnit.SECONDS)
                .setSocketTimeout(ANSWER_SECONDS, ChronoUnit.SECONDS)
                .serverSetting("max_execution_time", Integer.toString(EXECUTION_SECONDS))
                .serverSetting("max_result_bytes", Integer.toString(MAX_RESULT_MIB << 20))
                .serverSetting("result_overflow_mode", "throw")
                // No version of an event ever leaves its partition: neither the month nor the ID of an event changes.
                .serverSetting("do_not_merge_across_partitions_select_final", "1")
                .serverSetting("use_skip_indexes_if_final", "1");
        PropertiesColumn.SETTINGS.forEach(builder::serverSetting);
        this.client = builder.build();
    }

    /** Takes the rows of a result one by one. */
    @FunctionalInterface
    public interface RowConsumer<T> {
        void accept(T row) throws IOException;
    }

    /**
     * Runs a query to its end, for results that are small.
     *
     * @throws ReadException if ClickHouse does not answer, or the query needs more than is allowed
     */
    public <T> List<T> read(Query query, RowMapper<T> mapper) throws ReadException, IOException {
        List<T> rows = new ArrayList<>();
        forEach(query, mapper, rows::add);
        return rows;
    }

    /**
     * Runs a query and hands on each row as it comes.
     *
     * @throws ReadException if ClickHouse does not answer, or the query needs more than is allowed
     * @throws IOException what the consumer throws
     */
    public <T> void forEach(Query query, RowMapper<T> mapper, RowConsumer<T> consumer)
            throws ReadException, IOException {
        try (QueryResponse response = ask(query);
                ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
            while (reader.hasNext()) {
                reader.next();
                hand(mapper.map(reader), consumer);
            }
        } catch (ReadException e) {
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ServerException e) {
            throw refusedBy(e);
        } catch (Exception e) {
            throw unavailable(e);
        }
    }

    /** Keeps what goes wrong on the consumer's side apart from what goes wrong on ClickHouse's. */
    private static <T> void hand(T row, RowConsumer<T> consumer) {
        try {
            consumer.accept(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private QueryResponse ask(Query query) throws ReadException {
        try {
            return client.query(query.sql(), query.parameters()).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ServerException e) {
            throw refusedBy(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ServerException refusal ? refusedBy(refusal) : unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        } catch (ClickHouseException | TimeoutException e) {
            throw unavailable(e);
        }
    }

    private static ReadException refusedBy(ServerException refusal) {
        if (LIMIT_CODES.contains(refusal.getCode())) {
            return new ReadException(
                    ReadException.Kind.TOO_EXPENSIVE,
                    "the answer needs more time or memory than is allowed (" + EXECUTION_SECONDS + " s, "
                            + MAX_RESULT_MIB + " MiB): ask for less, with limit, from, to or event_name",
                    refusal);
        }
        return new ReadException(
                ReadException.Kind.UNAVAILABLE, "reads are not available: ClickHouse refused", refusal);
    }

    private static ReadException unavailable(Exception cause) {
        return new ReadException(
                ReadException.Kind.UNAVAILABLE, "reads are not available: ClickHouse does not answer", cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
