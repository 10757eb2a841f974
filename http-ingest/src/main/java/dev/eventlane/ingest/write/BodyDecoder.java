package dev.eventlane.ingest.write;

import dev.eventlane.ingest.content.BodyTooLargeException;
import dev.eventlane.ingest.content.ContentCoding;
import dev.eventlane.ingest.content.HeldBytes;
import dev.eventlane.ingest.write.BodyReader.Overloaded;
import dev.eventlane.ingest.write.BodyReader.Result;
import dev.eventlane.ingest.write.BodyReader.TooLarge;
import dev.eventlane.ingest.write.BodyReader.Undecodable;
import dev.eventlane.ingest.write.BodyReader.Whole;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Decodes whole bodies. What comes of it is bounded, and taken from the same budget, like a body that is sent plainly. */
final class BodyDecoder {
    private static final int BUFFER_BYTES = 16 << 10;

    private final BodyReader bodies;

    BodyDecoder(BodyReader bodies) {
        this.bodies = bodies;
    }

    /** The body as it is without its coding, or why there is none. What it was is released, also if this fails. */
    Result decode(Whole coded) {
        HeldBytes decoded = bodies.hold();
        boolean isKept = false;
        try {
            Result result = decode(coded, decoded);
            isKept = result instanceof Whole;
            return result;
        } finally {
            coded.bytes().release();
            if (!isKept) {
                decoded.release();
            }
        }
    }

    private Result decode(Whole coded, HeldBytes decoded) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = coded.coding().read(coded.bytes(), bodies.maxBytes())) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                switch (decoded.add(Arrays.copyOf(buffer, count))) {
                    case TOO_LARGE -> {
                        return new TooLarge();
                    }
                    case NO_ROOM -> {
                        return new Overloaded();
                    }
                    case YES -> {}
                }
            }
            return new Whole(decoded, ContentCoding.IDENTITY);
        } catch (BodyTooLargeException e) {
            return new TooLarge();
        } catch (IOException e) {
            return new Undecodable(coded.coding());
        }
    }
}
