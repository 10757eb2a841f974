package dev.eventlane.ingest.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails as soon as more bytes come than allowed, so that no more than a buffer of them is ever decoded in vain. */
final class BoundedInput extends FilterInputStream {
    private final long maxBytes;
    private long count;

    BoundedInput(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = in.skip(wanted);
        count(skipped);
        return skipped;
    }

    private void count(long more) throws BodyTooLargeException {
        count += more;
        if (count > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }
}
