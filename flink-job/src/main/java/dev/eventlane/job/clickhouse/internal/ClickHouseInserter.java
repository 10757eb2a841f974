package dev.eventlane.job.clickhouse.internal;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.DataStreamWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.eventlane.job.clickhouse.ConnectionOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Inserts over HTTP. The request runs on a thread of its own, because a thread that waits in a socket cannot be
 * interrupted, and the task's thread must be: that is how Flink cancels it.
 */
final class ClickHouseInserter implements InsertAttempt {

    /** Below the server's keep-alive, which is 10 s in old releases: a stale connection would look ambiguous. */
    private static final long KEEP_ALIVE_SECONDS = 5;

    private final ExecutorService requests;
    private final Client client;
    private final Map<String, String> serverSettings;

    ClickHouseInserter(ConnectionOptions options) {
        serverSettings = options.serverSettings();
        requests = Executors.newSingleThreadExecutor(ClickHouseInserter::daemon);
        client = new Client.Builder()
                .addEndpoint(options.endpoint())
                .setUsername(options.user())
                .setPassword(options.password())
                .setDefaultDatabase(options.database())
                .setConnectTimeout(options.connectTimeout().toMillis(), ChronoUnit.MILLIS)
                .setSocketTimeout(options.requestTimeout().toMillis(), ChronoUnit.MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS, ChronoUnit.SECONDS)
                .setClientName("eventlane-clickhouse-sink")
                // A repeat needs a decision about the token, which the client's own retries would not ask for.
                .setMaxRetries(0)
                .retryOnFailures(ClientFaultCause.None)
                .compressServerResponse(false)
                .compressClientRequest(false)
                .build();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "clickhouse-insert");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public InsertOutcome insert(InsertCommittable batch, String token) throws InterruptedException {
        Body body = new Body(batch.body());
        Future<?> request = requests.submit(() -> send(batch, token, body));
        try {
            request.get();
            return new InsertOutcome.Done();
        } catch (ExecutionException e) {
            return OutcomeClassifier.classify(e, body.begun);
        } finally {
            // Does nothing once the request has ended; after an interrupt it frees the thread where it can.
            request.cancel(true);
        }
    }

    private void send(InsertCommittable batch, String token, Body body) {
        InsertSettings settings = settings(batch, token);
        String table = "`" + batch.table().replace("\\", "\\\\").replace("`", "\\`") + "`";
        InsertResponse response = client.insert(table, body, ClickHouseFormat.RowBinaryWithNamesAndTypes, settings)
                .join();
        // An answer without an exception is the server's word that the rows are stored; it holds nothing else.
        response.close();
    }

    private InsertSettings settings(InsertCommittable batch, String token) {
        InsertSettings settings = new InsertSettings()
                .appCompressedData(true, CompressedBody.CONTENT_ENCODING)
                .logComment("sink batch " + batch.id());
        serverSettings.forEach(settings::serverSetting);
        SinkSettings.of(token).forEach(settings::serverSetting);
        return settings;
    }

    @Override
    public void close() {
        requests.shutdownNow();
        client.close();
    }

    /** Sees whether any of the rows may have left. */
    private static final class Body implements DataStreamWriter {

        private final byte[] bytes;
        private volatile boolean begun;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void onOutput(OutputStream out) throws IOException {
            begun = true;
            out.write(bytes);
            out.close();
        }
    }
}
