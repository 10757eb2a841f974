package dev.eventlane.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.event.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads what must be one JSON object: a body, or an item of one. */
final class JsonBody {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonBody() {}

    /** Takes one member of the object. */
    @FunctionalInterface
    interface Member {
        /** Returns whether the object may have a member of this name. */
        boolean read(String name, FieldReader value) throws IOException, InvalidFieldException;
    }

    /**
     * Reads every member, in the order in which they were sent.
     *
     * @param what {@code body} or {@code item}, for messages
     * @throws InvalidFieldException if it is not one JSON object, or {@code member} does not know one of its names
     */
    static void read(String what, byte[] json, Member member) throws InvalidFieldException {
        if (!JsonText.isUtf8(json)) {
            throw new InvalidFieldException(what + " must be JSON in UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidFieldException(what + " must be a JSON object");
            }
            FieldReader value = new FieldReader(parser, json);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (!member.read(name, value)) {
                    throw InvalidFieldException.unknown(name);
                }
            }
            if (parser.nextToken() != null) {
                throw new InvalidFieldException(what + " must be one JSON object, with nothing after it");
            }
        } catch (JsonProcessingException e) {
            throw new InvalidFieldException(what + " must be valid JSON" + position(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** Where it stops to be JSON that is read here. The exception's own message quotes what stands there. */
    static String position(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return " (it is nested too deeply, or a number or name in it is too long)";
        }
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
