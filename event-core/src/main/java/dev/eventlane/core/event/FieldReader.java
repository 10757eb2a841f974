package dev.eventlane.core.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.f4b6a3.uuid.util.UuidValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads the value that a JSON parser over {@code document} stands on. {@code null} is read as {@code null}, the wrong type is
 * an {@link InvalidFieldException} that names the field.
 */
public final class FieldReader {
    private static final int MAX_PROPERTIES_BYTES = 64 * 1024;
    private static final int MAX_PROPERTIES_DEPTH = 16;

    /** The parser alone would take a time without seconds, and years of nine digits. */
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    /** What a DateTime64 of ClickHouse holds. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2300-01-01T00:00:00Z");

    private final JsonParser parser;
    private final byte[] document;

    public FieldReader(JsonParser parser, byte[] document) {
        this.parser = parser;
        this.document = document;
    }

    public String string(String field) throws IOException, InvalidFieldException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> wellFormed(field, parser.getText());
            default -> throw new InvalidFieldException(field + " must be a string");
        };
    }

    /** A finite number, or {@code null}. */
    public Double number(String field) throws IOException, InvalidFieldException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> finite(field, parser.getDoubleValue());
            default -> throw new InvalidFieldException(field + " must be a number");
        };
    }

    public FloatVector vector(String field) throws IOException, InvalidFieldException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new InvalidFieldException(field + " must be an array of numbers");
        }
        float[] values = new float[64];
        int size = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (!token.isNumeric()) {
                throw new InvalidFieldException(field + " must be an array of numbers");
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            float value = (float) parser.getDoubleValue();
            if (!Float.isFinite(value)) {
                throw new InvalidFieldException(field + " must hold finite 32-bit numbers");
            }
            values[size++] = value;
        }
        return FloatVector.of(Arrays.copyOf(values, size));
    }

    /** The text of a JSON object exactly as it stands in the document, or {@code null}. */
    public String object(String field) throws IOException, InvalidFieldException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidFieldException(field + " must be an object");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart() && ++depth > MAX_PROPERTIES_DEPTH) {
                throw new InvalidFieldException(field + " must be at most " + MAX_PROPERTIES_DEPTH + " levels deep");
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                wellFormed(field, parser.getText());
            }
        }
        int length = (int) parser.currentLocation().getByteOffset() - start;
        if (length > MAX_PROPERTIES_BYTES) {
            throw new InvalidFieldException(field + " must be at most 64 KiB of JSON");
        }
        return new String(document, start, length, StandardCharsets.UTF_8);
    }

    public UUID uuid(String field) throws IOException, InvalidFieldException {
        String text = string(field);
        return text == null ? null : parseUuid(field, text);
    }

    /** A point in time with a precision of milliseconds, or {@code null}. */
    public Instant instant(String field) throws IOException, InvalidFieldException {
        String text = string(field);
        return text == null ? null : parseInstant(field, text);
    }

    /** Reads the canonical 36 characters only: {@link UUID#fromString} alone would take {@code 1-1-1-1-1}. */
    public static UUID parseUuid(String field, String text) throws InvalidFieldException {
        if (text.length() != 36 || !UuidValidator.isValid(text)) {
            throw new InvalidFieldException(field + " must be a UUID");
        }
        return UUID.fromString(text);
    }

    /** Reads RFC 3339, to the millisecond, within the years that can be stored. */
    public static Instant parseInstant(String field, String text) throws InvalidFieldException {
        if (!RFC_3339.matcher(text).matches()) {
            throw notATime(field);
        }
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                throw new InvalidFieldException(field + " must lie between the years 1900 and 2299");
            }
            return instant;
        } catch (DateTimeException e) {
            throw notATime(field);
        }
    }

    private static InvalidFieldException notATime(String field) {
        return new InvalidFieldException(field + " must be an RFC 3339 time such as 2026-03-27T12:00:00Z");
    }

    private static Double finite(String field, double value) throws InvalidFieldException {
        if (!Double.isFinite(value)) {
            throw new InvalidFieldException(field + " must be a finite number");
        }
        return value;
    }

    /** A lone surrogate cannot be stored as UTF-8: it would silently come back as another character. */
    private static String wellFormed(String field, String text) throws InvalidFieldException {
        int next = 0;
        while (next < text.length()) {
            int codePoint = text.codePointAt(next);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                throw new InvalidFieldException(field + " must be valid Unicode: it holds a lone surrogate");
            }
            next += Character.charCount(codePoint);
        }
        return text;
    }
}
