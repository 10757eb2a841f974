package dev.eventlane.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases that every SDK runs. */
class ConformanceTest {
    private static final Path CASES = Path.of("..", "conformance", "cases.json");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        JsonNode cases = Json.MAPPER.readTree(Files.readAllBytes(CASES)).get("cases");
        assertThat(cases).hasSizeGreaterThan(40);
        return cases.valueStream()
                .map(each -> DynamicTest.dynamicTest(each.get("name").textValue(), () -> run(each)));
    }

    private static void run(JsonNode each) throws Exception {
        Variables variables = new Variables();
        RecordedPauses pauses = new RecordedPauses();
        try (ScriptedServer server = new ScriptedServer(each.get("requests"), variables);
                EventClient client = CaseCalls.client(server.url(), each.path("client"), pauses)) {
            for (JsonNode step : each.get("steps")) {
                step(client, step, variables);
            }
            client.close();
            server.check();
        }
        pauses.check(each.path("waits"));
    }

    private static void step(EventClient client, JsonNode step, Variables variables) throws Exception {
        String call = step.get("call").textValue();
        JsonNode with = step.has("with") ? step.get("with") : Json.MAPPER.createObjectNode();
        if (step.has("raises")) {
            check(
                    catchThrowableOfType(EventSdkException.class, () -> CaseCalls.make(client, call, with)),
                    step.get("raises"));
            return;
        }
        JsonNode returned = CaseCalls.make(client, call, with);
        if (step.has("returns")) {
            assertThat(variables.matches(step.get("returns"), returned))
                    .as("%s returned %s, not %s", call, returned, step.get("returns"))
                    .isTrue();
        }
    }

    private static void check(EventSdkException failure, JsonNode expected) {
        assertThat(failure).isNotNull();
        assertThat(kind(failure)).isEqualTo(expected.get("kind").textValue());
        assertThat(failure.status().orElse(-1))
                .isEqualTo(expected.path("status").asInt(-1));
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(-1L))
                .isEqualTo(expected.path("retry_after").asLong(-1));
        if (expected.has("message")) {
            assertThat(failure).hasMessage(expected.get("message").textValue());
        }
        if (expected.has("answer")) {
            assertThat(failure.answer()).contains(Json.map(expected.get("answer")));
        }
    }

    private static String kind(EventSdkException failure) {
        if (failure instanceof EventValidationException) {
            return "validation";
        }
        if (failure instanceof EventNotFoundException) {
            return "not_found";
        }
        return failure instanceof EventUnreachableException ? "unreachable" : "refused";
    }

    /** Waits for nothing. */
    private static final class RecordedPauses implements Pauses {
        private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void pause(Duration time) {
            waits.add(time);
        }

        /** A client that repeats for ever ends, too. */
        @Override
        public boolean rest(EventQueue queue, Duration time) {
            waits.add(time);
            return waits.size() < 100;
        }

        void check(JsonNode expected) {
            assertThat(waits).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                double seconds = waits.get(i).toMillis() / 1000.0;
                assertThat(seconds)
                        .isBetween(
                                expected.get(i).get(0).doubleValue(),
                                expected.get(i).get(1).doubleValue());
            }
        }
    }
}
