package dev.eventlane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Settings;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    static Path folder;

    private static TestKeystore keystore;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keystore = TestKeystore.make(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void requests_are_answered_over_tls(String version) throws Exception {
        try (TestServer server = start(Map.of())) {
            HttpResponse<String> answer = get(server, version);

            assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"https\"}");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void what_is_older_than_tls_1_2_is_refused() throws Exception {
        try (TestServer server = start(Map.of())) {
            assertThatThrownBy(() -> get(server, "TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plain_http_gets_no_answer() throws Exception {
        try (TestServer server = start(Map.of())) {
            assertThat(server.exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void a_client_that_never_shakes_hands_is_closed() throws Exception {
        try (TestServer server = start(Map.of("IDLE_TIMEOUT", "300ms"))) {
            assertThat(server.connect().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void the_password_may_lie_in_a_file() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), TestKeystore.PASSWORD + "\n");
        Map<String, String> variables = Map.of(
                "TLS_KEYSTORE_FILE", keystore.file().toString(), "TLS_KEYSTORE_PASSWORD_FILE", password.toString());

        assertThat(TlsConfig.from(Settings.of(variables)).orElseThrow().open()).isNotNull();
    }

    @Test
    void a_keystore_that_cannot_be_opened_stops_the_start() {
        assertThatThrownBy(() -> start(Map.of("TLS_KEYSTORE_PASSWORD", "wrong-one")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("TLS_KEYSTORE_FILE is \"" + keystore.file()
                        + "\", which cannot be opened as a PKCS#12 file with the password of TLS_KEYSTORE_PASSWORD")
                .hasMessageNotContaining("wrong-one");
        assertThatThrownBy(() -> start(Map.of("TLS_KEYSTORE_FILE", "/nowhere")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("NoSuchFileException");
    }

    private static TestServer start(Map<String, String> others) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "TLS_KEYSTORE_FILE", keystore.file().toString(), "TLS_KEYSTORE_PASSWORD", TestKeystore.PASSWORD));
        variables.putAll(others);
        return TestServer.start(
                variables, exchange -> Json.send(exchange, StatusCodes.OK, Json.error(exchange.getRequestScheme())));
    }

    private static HttpResponse<String> get(TestServer server, String version) throws Exception {
        SSLContext trusting = keystore.trustingContext();
        SSLParameters parameters = trusting.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {version});
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trusting)
                .sslParameters(parameters)
                .build();
        URI uri = URI.create("https://127.0.0.1:" + server.server().port() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
