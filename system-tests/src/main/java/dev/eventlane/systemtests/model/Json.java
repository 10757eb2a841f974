package dev.eventlane.systemtests.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** JSON whose numbers keep their digits, and which is compared by value. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** 150 and 150.0 are the same number. */
    private static final Comparator<JsonNode> BY_VALUE = (left, right) ->
            left.equals(right) || (left.isNumber() && right.isNumber() && left.doubleValue() == right.doubleValue())
                    ? 0
                    : 1;

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Fails with an {@link IllegalArgumentException} if the text is not JSON. */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static boolean same(JsonNode left, JsonNode right) {
        return left.equals(BY_VALUE, right);
    }
}
