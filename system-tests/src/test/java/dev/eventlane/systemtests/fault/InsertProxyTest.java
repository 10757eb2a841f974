package dev.eventlane.systemtests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.eventlane.systemtests.fault.Ambush.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InsertProxyTest {
    private static final byte[] BODY = "r".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final BodyPublisher SIZED = BodyPublishers.ofByteArray(BODY);
    private static final BodyPublisher CHUNKED = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY));

    private final List<Integer> received = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final AtomicInteger harmed = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer server;
    private InsertProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            queries.add(exchange.getRequestURI().getQuery());
            received.add(exchange.getRequestBody().readAllBytes().length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        proxy = InsertProxy.before(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    @Test
    void requests_and_answers_pass_whole_on_one_connection() throws Exception {
        assertThat(insert(SIZED)).isEqualTo(200);
        assertThat(insert(CHUNKED)).isEqualTo(200);
        assertThat(insert(BodyPublishers.noBody())).isEqualTo(200);

        assertThat(received).containsExactly(BODY.length, BODY.length, 0);
    }

    @Test
    void a_setting_is_added_to_inserts_only() throws Exception {
        proxy.addToInserts("readonly=1");
        assertThat(insert(SIZED)).isEqualTo(200);
        assertThat(send("SELECT", SIZED)).isEqualTo(200);
        proxy.addToInserts("");
        assertThat(insert(SIZED)).isEqualTo(200);

        assertThat(queries).containsExactly("query=INSERT&readonly=1", "query=SELECT", "query=INSERT");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void an_ambush_gets_one_insert_and_no_other_request(Place place) throws Exception {
        for (BodyPublisher body : List.of(SIZED, CHUNKED)) {
            Ambush ambush = new Ambush(place, harmed::incrementAndGet);
            proxy.lay(ambush);
            assertThat(send("SELECT", body)).isEqualTo(200);
            assertThatThrownBy(() -> insert(body)).isInstanceOf(IOException.class);
            assertThat(ambush.awaitSprung(5)).isTrue();
            assertThat(insert(body)).isEqualTo(200);
        }
        assertThat(harmed).hasValue(2);
    }

    @Test
    void instead_of_the_answer_means_that_the_server_has_all_of_it() {
        proxy.lay(new Ambush(Place.INSTEAD_OF_ANSWER, harmed::incrementAndGet));

        assertThatThrownBy(() -> insert(CHUNKED)).isInstanceOf(IOException.class);
        assertThat(received).containsExactly(BODY.length);
    }

    private int insert(BodyPublisher body) throws Exception {
        return send("INSERT", body);
    }

    private int send(String statement, BodyPublisher body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + proxy.port() + "/?query=" + statement);
        return http.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
