package dev.eventlane.ingest.content;

import java.io.IOException;

/** A body is larger than it may be once it is decoded. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long maxBytes) {
        super("more than " + maxBytes + " bytes when decoded");
    }
}
