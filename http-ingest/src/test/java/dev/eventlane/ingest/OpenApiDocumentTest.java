package dev.eventlane.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.eventlane.core.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document and its page as the server gives them; whether they say the truth about answers is tested on the whole stack. */
class OpenApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    /** The specification's own schema (Apache 2.0); what it says of schemas is in the draft of JSON Schema. */
    private static final String SPECIFICATION = "https://spec.openapis.org/oas/3.1/schema/2026-08-03";

    private static IngestServer server;
    private static String text;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        // Nothing here needs Kafka.
        server = IngestServer.start(
                IngestConfig.from(Settings.of(Map.of("HTTP_PORT", "0", "KAFKA_BROKERS", "127.0.0.1:1"))));
        text = get("/openapi.json").body();
        document = new ObjectMapper().readTree(text);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_is_valid_open_api_3_1() throws Exception {
        Schema openApi = schema(SPECIFICATION);

        assertThat(openApi.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(openApi.validate(text.replace("\"operationId\"", "\"operation\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void its_schemas_are_valid_json_schema() throws Exception {
        Schema jsonSchema = schema("https://json-schema.org/draft/2020-12/schema");
        List<JsonNode> schemas = new ArrayList<>(document.findValues("schema"));
        document.at("/components/schemas").forEach(schemas::add);

        for (JsonNode schema : schemas) {
            assertThat(jsonSchema.validate(schema.toString(), InputFormat.JSON))
                    .as(schema.toString())
                    .isEmpty();
        }
    }

    private static Schema schema(String id) throws IOException {
        try (InputStream in = OpenApiDocumentTest.class.getResourceAsStream("/openapi/schema-3.1-2026-08-03.json")) {
            String specification = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry -> registry.schemas(Map.of(SPECIFICATION, specification)))
                    .getSchema(SchemaLocation.of(id));
        }
    }

    @Test
    void its_operations_are_the_routes_of_the_server() {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        Set<String> routed = server.routes().stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        List<String> names = new ArrayList<>(document.get("paths").findValuesAsText("operationId"));
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi.json, application/json; charset=utf-8",
        "/docs, text/html; charset=utf-8",
        "/docs/page.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
    })
    void all_of_the_page_is_served_here(String path, String contentType) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(contentType);
    }

    @Test
    void the_page_may_load_nothing_from_elsewhere() throws Exception {
        HttpResponse<String> page = get("/docs");

        assertThat(page.body()).doesNotContain("//").contains("docs/page.js", "docs/swagger-ui-bundle.js");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"));
        assertThat(get("/docs/nothing").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
