package dev.eventlane.core.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.eventlane.core.event.EventFieldsJson;
import dev.eventlane.core.event.EventKey;
import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.event.JsonText;
import dev.eventlane.core.event.Times;
import dev.eventlane.core.operation.Operation.Create;
import dev.eventlane.core.operation.Operation.Update;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The wire form of an operation in Kafka: {@code {"operation","operation_id","project_id","event_id","timestamp","data"}} as
 * JSON in UTF-8. Stateless.
 *
 * <p>Evolution: an unknown field of the envelope is ignored, for it may only inform; an unknown field inside {@code data} makes
 * the record malformed, because ignoring it would lose what a client was promised. So the job is upgraded before the front door.
 */
public final class EnvelopeCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private EnvelopeCodec() {}

    public static byte[] encode(Operation operation) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                write(operation, json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /**
     * Reads an operation.
     *
     * @throws MalformedEnvelopeException if the bytes are not one; the message says why, without their content
     */
    public static Operation decode(byte[] envelope) throws MalformedEnvelopeException {
        return read(envelope, EnvelopeReader::read);
    }

    /**
     * Reads only which event an operation is about, and no further than needed: the rest may be malformed.
     *
     * @throws MalformedEnvelopeException if that cannot be told; the message says why, without content
     */
    public static EventKey decodeKey(byte[] envelope) throws MalformedEnvelopeException {
        return read(envelope, EnvelopeReader::readKey);
    }

    /** Reads what can be told of bytes that may be anything; never fails. */
    public static EnvelopeHead decodeHead(byte[] envelope) {
        try {
            return read(envelope, EnvelopeReader::readHead);
        } catch (MalformedEnvelopeException e) {
            // Who asks knows already that something is wrong; these bytes tell nothing.
            return EnvelopeHead.NONE;
        }
    }

    private static <T> T read(byte[] envelope, Reading<T> reading) throws MalformedEnvelopeException {
        if (!JsonText.isUtf8(envelope)) {
            throw new MalformedEnvelopeException("not JSON in UTF-8");
        }
        try (JsonParser parser = JSON.createParser(envelope)) {
            return reading.read(new EnvelopeReader(parser, envelope));
        } catch (JsonProcessingException e) {
            throw new MalformedEnvelopeException("not JSON at byte "
                    + (e.getLocation() == null ? "?" : e.getLocation().getByteOffset()));
        } catch (InvalidFieldException e) {
            throw new MalformedEnvelopeException(e.getMessage());
        } catch (IOException | RuntimeException e) {
            // Whatever the bytes are, they must not stop who reads them; the message of an unexpected failure may hold
            // content.
            throw new MalformedEnvelopeException("not readable: " + e.getClass().getSimpleName());
        }
    }

    private interface Reading<T> {
        T read(EnvelopeReader reader) throws IOException, InvalidFieldException, MalformedEnvelopeException;
    }

    private static void write(Operation operation, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("operation", operation.name());
        json.writeStringField("operation_id", operation.operationId().toString());
        json.writeStringField("project_id", operation.key().projectId());
        json.writeStringField("event_id", operation.key().eventId().toString());
        json.writeStringField("timestamp", Times.format(operation.timestamp()));
        if (operation instanceof Create create) {
            json.writeObjectFieldStart("data");
            json.writeStringField("conversation_id", create.conversationId());
            json.writeStringField("created_at", Times.format(create.createdAt()));
            EventFieldsJson.write(create.fields(), json);
            json.writeEndObject();
        } else if (operation instanceof Update update) {
            json.writeObjectFieldStart("data");
            EventFieldsJson.write(update.changes(), json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
