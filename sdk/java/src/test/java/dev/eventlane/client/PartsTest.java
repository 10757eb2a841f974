package dev.eventlane.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The small parts. */
class PartsTest {
    @Test
    void retry_after_is_seconds_or_a_date() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atOffset(ZoneOffset.UTC));

        assertThat(RetryAfter.parse(" 7 ")).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse(inAnHour).orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT")).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon")).isEmpty();
        assertThat(RetryAfter.parse("-1")).isEmpty();
    }

    @Test
    void nobody_is_made_to_wait_for_ever() {
        assertThat(RetryAfter.parse("99999999999")).contains(Duration.ofHours(2));
        assertThat(RetryAfter.parse("Fri, 31 Dec 9999 23:59:59 GMT")).contains(Duration.ofHours(2));
        assertThat(RetryAfter.parse("\u00b2")).isEmpty();
    }

    @Test
    void an_answer_whose_body_stalls_is_none() throws Exception {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        CountDownLatch given = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(head);
                    given.await();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            answering.start();
            Transport transport = new Transport(
                    URI.create("http://127.0.0.1:" + server.getLocalPort()), Optional.empty(), Duration.ofSeconds(60));

            assertThatThrownBy(() -> transport.send(
                            new Call("GET", "/health", Optional.empty(), Optional.empty()), Duration.ofSeconds(1)))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessage("no whole answer within PT1S");
            given.countDown();
            answering.join();
        }
    }

    @Test
    void waits_end_growing() {
        assertThat(new RetryPolicy(3, Duration.ofSeconds(1)).waitAfter(10_000, Optional.empty()))
                .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(new RetryPolicy(3, Duration.ZERO).waitAfter(5, Optional.empty()))
                .isZero();
    }

    @Test
    void ids_are_uuids_of_version_7_that_tell_their_time() {
        long before = System.currentTimeMillis();
        UUID id = Uuid7.create();
        long after = System.currentTimeMillis();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
        assertThat(Uuid7.create()).isNotEqualTo(Uuid7.create());
    }

    @Test
    void an_event_does_not_change_with_what_it_was_made_of() {
        Map<String, Object> properties = new HashMap<>(Map.of("a", 1));
        NewEvent event = NewEvent.builder("c", "e").properties(properties).build();
        properties.put("b", 2);

        assertThat(new String(event.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"conversation_id\":\"c\",\"event_name\":\"e\",\"properties\":{\"a\":1}}");
    }

    @Test
    void what_is_not_json_is_refused() {
        NewEvent.Builder event = NewEvent.builder("c", "e");

        assertThatThrownBy(() -> event.latency(Double.NaN))
                .isInstanceOf(EventValidationException.class)
                .hasMessage("latency must be finite, not NaN");
        assertThatThrownBy(() -> event.inputEmbeddings(List.of(1f, Float.POSITIVE_INFINITY)))
                .hasMessage("input_embeddings must be finite, not Infinity");
        assertThatThrownBy(() -> event.properties(Map.of("a", Map.of("b", new double[] {1, Double.NaN}))))
                .hasMessage("properties must be finite, not NaN");
        assertThatThrownBy(() -> event.properties(Map.of("a", new Object())))
                .isInstanceOf(EventValidationException.class)
                .hasMessageStartingWith("properties cannot be written as JSON");
        for (Map<String, String> properties : List.of(Map.of("a", "\ud800"), Map.of("\udc00", "a"))) {
            assertThatThrownBy(() -> event.properties(properties))
                    .isInstanceOf(EventValidationException.class)
                    .hasMessage("properties must be Unicode text: half a pair of surrogates is in it");
        }
    }

    @Test
    void properties_come_back_digit_by_digit() {
        Answer answer = Answer.of(
                200,
                ("{\"data\":{\"id\":\"0195d6a0-0000-7000-8000-00000000000a\",\"input_embeddings\":[],\"output_embeddings\":[],"
                                + "\"latency\":1.5,\"properties\":{\"price\":2.50,\"none\":null},"
                                + "\"created_at\":\"2026-03-27T12:00:00.000Z\"}}")
                        .getBytes(StandardCharsets.UTF_8),
                Optional.empty());

        Event event = Json.row(answer, Event.class);

        assertThat(event.properties()).hasToString("{price=2.50, none=null}");
        assertThat(event.createdAt()).isEqualTo(Instant.parse("2026-03-27T12:00:00Z"));
        assertThat(event.value()).isNull();
    }

    @Test
    void an_answer_that_breaks_the_contract_is_told() {
        Answer answer =
                Answer.of(200, "{\"data\":[{\"date\":\"today\"}]}".getBytes(StandardCharsets.UTF_8), Optional.empty());

        assertThatThrownBy(() -> Json.rows(answer, ErrorCount.class))
                .isInstanceOf(EventRefusedException.class)
                .hasMessageContaining("'today' is no LocalDate");
    }

    @Test
    void wrong_options_are_named() {
        assertThatThrownBy(() -> EventClient.builder(URI.create("localhost:8080")))
                .hasMessageContaining("base URL");
        assertThatThrownBy(() ->
                        EventClient.builder(URI.create("http://localhost")).apiKey("a\nb"))
                .hasMessageContaining("API key");
        assertThatThrownBy(() ->
                        EventClient.builder(URI.create("http://localhost")).batchSize(0))
                .hasMessageContaining("batch size");
    }

    @Test
    void who_catches_can_tell_all_kinds_apart() {
        assertThat(Arrays.stream(EventSdkException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "EventNotFoundException",
                        "EventRefusedException",
                        "EventUnreachableException",
                        "EventValidationException");
    }
}
