package dev.eventlane.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.eventlane.core.event.FieldReader;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.event.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a body that must be one JSON object. */
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
     * @throws InvalidFieldException if the body is not one JSON object, or {@code member} does not know one of its names
     */
    static void read(byte[] body, Member member) throws InvalidFieldException {
        if (!JsonText.isUtf8(body)) {
            throw new InvalidFieldException("body must be JSON in UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidFieldException("body must be a JSON object");
            }
            FieldReader value = new FieldReader(parser, body);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (!member.read(name, value)) {
                    throw InvalidFieldException.unknown(name);
                }
            }
            if (parser.nextToken() != null) {
                throw new InvalidFieldException("body must be one JSON object, with nothing after it");
            }
        } catch (JsonProcessingException e) {
            // Its own message quotes the body.
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new InvalidFieldException("body must be valid JSON" + where);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }
}
