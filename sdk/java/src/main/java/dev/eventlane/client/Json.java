package dev.eventlane.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of the contract. */
final class Json {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Unknown fields are those of a newer server. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new TextReader<>(Instant.class, Instant::parse))
                    .addDeserializer(LocalDate.class, new TextReader<>(LocalDate.class, LocalDate::parse)))
            .build();

    private Json() {}

    /** Compact JSON in UTF-8. */
    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    /** The object that these bytes are; empty = they are something else. */
    static Optional<JsonNode> object(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes)).filter(JsonNode::isObject);
        } catch (IOException e) {
            // What a proxy says instead of the server.
            return Optional.empty();
        }
    }

    static Map<String, Object> map(JsonNode object) {
        return MAPPER.convertValue(object, OBJECT);
    }

    /**
     * An array of rows; {@code null} and absent count as none.
     *
     * @throws EventRefusedException if the rows are not what the contract says
     */
    static <T> List<T> rows(Answer answer, Class<T> type) {
        JsonNode data = answer.object().path("data");
        if (data.isMissingNode() || data.isNull()) {
            return List.of();
        }
        return read(
                answer,
                data,
                node -> MAPPER.convertValue(node, MAPPER.getTypeFactory().constructCollectionType(List.class, type)));
    }

    /**
     * One row.
     *
     * @throws EventRefusedException if it is not what the contract says
     */
    static <T> T row(Answer answer, Class<T> type) {
        return read(answer, answer.object().path("data"), node -> MAPPER.convertValue(node, type));
    }

    private static <T> T read(Answer answer, JsonNode data, Function<JsonNode, T> reader) {
        try {
            return reader.apply(data);
        } catch (IllegalArgumentException e) {
            throw new EventRefusedException("the answer is not as the contract says: " + e.getMessage(), answer, e);
        }
    }

    /** Jackson reads times of java.time only with a module of its own. */
    private static final class TextReader<T> extends FromStringDeserializer<T> {
        private final transient Function<String, T> parse;

        TextReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) throws JsonMappingException {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                JsonParser parser = context.getParser();
                throw JsonMappingException.from(
                        parser, "'" + text + "' is no " + handledType().getSimpleName(), e);
            }
        }
    }
}
