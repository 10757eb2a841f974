package dev.eventlane.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.eventlane.core.event.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;

/** How a batch's items stand in its body. */
public enum BatchFormat {
    /** One JSON array, whose elements are the items. It is an array as a whole, or nothing. */
    JSON_ARRAY {
        @Override
        public ItemSpans find(InputStream body, int maxItems)
                throws IOException, InvalidFieldException, TooManyItemsException {
            ItemSpans items = new ItemSpans(maxItems);
            try (JsonParser parser = finder().createParser(body)) {
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw new InvalidFieldException("body must be a JSON array");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    addItem(parser, items);
                }
                if (parser.nextToken() != null) {
                    throw new InvalidFieldException("body must be one JSON array, with nothing after it");
                }
            } catch (JsonProcessingException e) {
                throw new InvalidFieldException("body must be valid JSON" + JsonBody.position(e));
            }
            return items;
        }
    },
    /** One item on each line that is not blank. A line stands alone: one that is not JSON says nothing about the others. */
    NDJSON {
        @Override
        public ItemSpans find(InputStream body, int maxItems) throws IOException, TooManyItemsException {
            ItemSpans items = new ItemSpans(maxItems);
            byte[] buffer = new byte[BUFFER_BYTES];
            long lineStart = 0;
            long at = 0;
            boolean blank = true;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                for (int i = 0; i < count; i++, at++) {
                    byte b = buffer[i];
                    if (b == '\n') {
                        if (!blank) {
                            items.add(lineStart, at);
                        }
                        lineStart = at + 1;
                        blank = true;
                    } else {
                        blank &= b == ' ' || b == '\t' || b == '\r';
                    }
                }
            }
            if (!blank) {
                items.add(lineStart, at);
            }
            return items;
        }
    };

    private static final int BUFFER_BYTES = 16 << 10;

    /**
     * What the parser has to hold of a number or name that it passes over, in characters: far beyond what an item may have, so
     * that one item does not have all refused, and bounded, because nothing else accounts for it.
     */
    private static final int LONGEST_TOKEN = 1 << 20;

    /** As deep as anything may be nested: the parser does not recurse, but holds an object for each level. */
    private static final int DEEPEST = 10_000;

    /**
     * Finds items without judging them, which is done when each of them is read.
     *
     * <p>It takes the bytes for UTF-8 instead of guessing: the places of the items are counted in them. One for each body,
     * because it remembers names, and they are any client's.
     */
    private static JsonFactory finder() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(LONGEST_TOKEN)
                        .maxNameLength(LONGEST_TOKEN)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
    }

    /**
     * Reads a whole body and tells where its items are. They are looked at no further than needed for that.
     *
     * @param body as it is once decoded
     * @param maxItems how many items it may hold
     * @throws IOException if the body cannot be decoded
     * @throws InvalidFieldException if it is not a batch at all
     * @throws TooManyItemsException if it holds more items
     */
    public abstract ItemSpans find(InputStream body, int maxItems)
            throws IOException, InvalidFieldException, TooManyItemsException;

    /** Of an element that is no object or array only its start is taken: it is no item, whatever it is. */
    private static void addItem(JsonParser parser, ItemSpans items) throws IOException, TooManyItemsException {
        long start = parser.currentTokenLocation().getByteOffset();
        long end = start;
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            end = parser.currentLocation().getByteOffset();
        }
        items.add(start, end);
    }
}
