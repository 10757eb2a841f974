package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.http.TestKeystore;
import dev.eventlane.localstack.server.KafkaServer;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads where analytics-api speaks HTTPS. */
class TlsForwardingITCase {
    @TempDir
    Path folder;

    @Test
    void reads_are_forwarded_with_the_key_of_the_client_to_whom_the_jvm_trusts_and_nobody_else() throws Exception {
        TestKeystore keystore = TestKeystore.make(folder);
        Undertow analytics = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", keystore.serverContext())
                .setHandler(exchange -> exchange.getResponseSender()
                        .send("{\"seen\":\"" + exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION) + "\"}"))
                .build();
        analytics.start();
        int port = ((InetSocketAddress) analytics.getListenerInfo().get(0).getAddress()).getPort();
        Map<String, String> variables = Map.of("ANALYTICS_URL", "https://127.0.0.1:" + port);
        SSLContext before = SSLContext.getDefault();
        try (KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"))) {
            try (IngestFixture distrustful = IngestFixture.start(kafka, "distrustful", variables)) {
                assertThat(distrustful.send("GET", "/analytics/errors", null).statusCode())
                        .isEqualTo(503);
            }
            SSLContext.setDefault(keystore.trustingContext());
            try (IngestFixture ingest = IngestFixture.start(kafka, "trustful", variables)) {
                HttpResponse<String> answer =
                        ingest.send("GET", "/analytics/errors", null, "Authorization", "Bearer some-key");

                assertThat(answer.body()).isEqualTo("{\"seen\":\"Bearer some-key\"}");
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        } finally {
            SSLContext.setDefault(before);
            analytics.stop();
        }
    }
}
