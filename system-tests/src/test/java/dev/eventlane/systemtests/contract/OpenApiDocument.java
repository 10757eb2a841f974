package dev.eventlane.systemtests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.eventlane.systemtests.model.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An OpenAPI 3.1 document as the judge of answers. */
final class OpenApiDocument {
    private static final String LOCATION = "https://eventlane.invalid/openapi.json";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** What any answer may have, because of HTTP or of a rate. */
    private static final Set<String> OF_EVERY_ANSWER = Set.of(
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "date",
            "vary",
            "x-ratelimit-limit",
            "x-ratelimit-remaining");

    private final JsonNode document;
    private final SchemaRegistry schemas;

    OpenApiDocument(String text) {
        document = Json.read(text);
        schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(), registry -> registry.schemas(Map.of(LOCATION, text)));
    }

    /** Every answer that the document lists, such as {@code PUT /event/{id} 202}. */
    Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (String method : METHODS) {
                path.getValue()
                        .path(method)
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status ->
                                answers.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey() + " " + status));
            }
        }
        return answers;
    }

    /**
     * The operation that a request asks for.
     *
     * @param path as it was sent, without the query
     * @throws AssertionError if the document has none
     */
    Operation operation(String method, String path) {
        String template = document.get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(candidate -> path.matches(candidate.replaceAll("\\{[^}]+}", "[^/]+")))
                .max(Comparator.comparingInt(candidate -> candidate.indexOf('{') < 0 ? Integer.MAX_VALUE : 0))
                .orElseThrow(() -> new AssertionError("the document has no path " + path));
        String pointer = "/paths/" + escape(template) + "/" + method.toLowerCase(Locale.ROOT);
        if (document.at(pointer).isMissingNode()) {
            throw new AssertionError("the document has no " + method + " " + template);
        }
        return new Operation(method + " " + template, pointer);
    }

    /** What an error's body has against it; empty = nothing. */
    List<String> judgeError(String body) {
        return judge("/components/schemas/Error", body);
    }

    private List<String> judge(String schemaPointer, String json) {
        Schema schema = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + schemaPointer));
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** Where a part of the document really stands: what is there, or what its reference names. */
    private String follow(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asText().substring(1);
    }

    private static String text(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** One operation of the document. */
    final class Operation {
        private final String name;
        private final String pointer;

        private Operation(String name, String pointer) {
            this.name = name;
            this.pointer = pointer;
        }

        /** Such as {@code PUT /event/{id}}. */
        String name() {
            return name;
        }

        /** What the document has against an answer; empty = nothing. */
        List<String> judge(HttpResponse<String> answer) {
            String response = follow(pointer + "/responses/" + answer.statusCode());
            if (document.at(response).isMissingNode()) {
                return List.of("the status " + answer.statusCode() + " is not listed");
            }
            return Stream.concat(
                            judgeHeaders(response, answer).stream(),
                            judgeContent(
                                    response,
                                    answer.headers().firstValue("Content-Type").orElse(""),
                                    answer.body())
                                    .stream())
                    .toList();
        }

        /** What the document has against the JSON body of a request; empty = nothing. */
        List<String> judgeBody(String body) {
            return judgeContent(follow(pointer + "/requestBody"), "application/json", body);
        }

        private List<String> judgeHeaders(String response, HttpResponse<String> answer) {
            List<String> wrong = new ArrayList<>();
            Set<String> listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (Map.Entry<String, JsonNode> entry :
                    document.at(response).path("headers").properties()) {
                listed.add(entry.getKey());
                String header = follow(response + "/headers/" + escape(entry.getKey()));
                List<String> values = answer.headers().allValues(entry.getKey());
                if (values.isEmpty() && document.at(header).path("required").asBoolean()) {
                    wrong.add("the header " + entry.getKey() + " is missing");
                }
                boolean isText = document.at(header).at("/schema/type").asText().equals("string");
                for (String value : values) {
                    wrong.addAll(OpenApiDocument.this.judge(header + "/schema", isText ? text(value) : value));
                }
            }
            answer.headers().map().keySet().stream()
                    .filter(name -> !OF_EVERY_ANSWER.contains(name.toLowerCase(Locale.ROOT)))
                    .filter(name -> !listed.contains(name))
                    .forEach(name -> wrong.add("the header " + name + " is not listed"));
            return wrong;
        }

        private List<String> judgeContent(String holder, String contentType, String body) {
            String mediaType = contentType.replaceFirst(";.*", "").strip();
            String content = holder + "/content/" + escape(mediaType);
            if (document.at(content).isMissingNode()) {
                return List.of("the content type '" + contentType + "' is not listed");
            }
            return OpenApiDocument.this.judge(
                    content + "/schema", mediaType.equals("application/json") ? body : text(body));
        }
    }
}
