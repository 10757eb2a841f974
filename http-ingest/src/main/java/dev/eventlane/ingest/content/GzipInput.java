package dev.eventlane.ingest.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads gzip, of several members too, and takes nothing after them: the JDK's own reader passes over what follows a member in
 * silence, also when it is another member with a damaged head, whose content would then be lost.
 */
final class GzipInput extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;

    /** What the source had left when the inflater was given its last bytes. */
    private int leftInSource;

    /**
     * Reads the first header.
     *
     * @param source tells exactly how much it has left ({@link InputStream#available})
     */
    GzipInput(InputStream source, int bufferBytes) throws IOException {
        super(source, bufferBytes);
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        leftInSource = in.available();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count < 0 && leftInSource + inf.getRemaining() != TRAILER_BYTES) {
            throw new ZipException("bytes after the last member");
        }
        return count;
    }
}
