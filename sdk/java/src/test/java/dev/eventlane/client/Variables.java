package dev.eventlane.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;

/** The variables of one case, texts that begin with {@code $}: each has one value, and no two have the same. */
final class Variables {
    private final Map<String, String> values = new HashMap<>();

    /**
     * Whether it is what is expected; variables without a value take theirs from it.
     *
     * @param seen {@code null} = nothing
     */
    boolean matches(JsonNode expected, JsonNode seen) {
        if (seen == null || expected.isNull()) {
            return expected.isNull() && (seen == null || seen.isNull());
        }
        if (isVariable(expected)) {
            String name = expected.textValue();
            return seen.isTextual() && (name.equals("$*") || bind(name, seen.textValue()));
        }
        if (expected.isNumber()) {
            return seen.isNumber() && expected.decimalValue().compareTo(seen.decimalValue()) == 0;
        }
        if (expected.isValueNode()) {
            return expected.equals(seen);
        }
        return expected.getNodeType() == seen.getNodeType()
                && expected.size() == seen.size()
                && (expected.isArray() ? elementsMatch(expected, seen) : fieldsMatch(expected, seen));
    }

    /** The template with the values of its variables. */
    JsonNode fill(JsonNode template) {
        if (isVariable(template)) {
            synchronized (values) {
                return TextNode.valueOf(values.get(template.textValue()));
            }
        }
        if (template.isObject()) {
            ObjectNode filled = Json.MAPPER.createObjectNode();
            template.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = Json.MAPPER.createArrayNode();
            template.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return template;
    }

    private boolean elementsMatch(JsonNode expected, JsonNode seen) {
        for (int i = 0; i < expected.size(); i++) {
            if (!matches(expected.get(i), seen.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean fieldsMatch(JsonNode expected, JsonNode seen) {
        return expected.properties().stream().allMatch(field -> matches(field.getValue(), seen.get(field.getKey())));
    }

    private static boolean isVariable(JsonNode node) {
        return node.isTextual() && node.textValue().startsWith("$");
    }

    /** The caller may see a value at the same time as the server. */
    private boolean bind(String name, String value) {
        synchronized (values) {
            if (values.containsKey(name)) {
                return values.get(name).equals(value);
            }
            return !value.isEmpty() && !values.containsValue(value) && values.put(name, value) == null;
        }
    }
}
