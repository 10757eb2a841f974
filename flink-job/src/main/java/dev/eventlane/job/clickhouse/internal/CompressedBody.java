package dev.eventlane.job.clickhouse.internal;

import dev.eventlane.job.clickhouse.Column;
import dev.eventlane.job.clickhouse.RowBinaryOutput;
import dev.eventlane.job.clickhouse.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * The body of one insert: the columns' names and types, then the rows, in an LZ4 frame. ClickHouse takes the frame as it
 * is ({@code Content-Encoding: lz4}), so the bytes in the checkpoint are the bytes on the wire.
 */
final class CompressedBody {

    /** How the server is told to unpack the body. */
    static final String CONTENT_ENCODING = "lz4";

    private static final int INITIAL_BYTES = 1 << 14;

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(INITIAL_BYTES);
    private final LZ4FrameOutputStream frame;
    private long uncompressedBytes;

    CompressedBody(Table table) throws IOException {
        frame = new LZ4FrameOutputStream(compressed, LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB);
        RowBinaryOutput header = new RowBinaryOutput();
        header.writeLength(table.columns().size());
        for (Column column : table.columns()) {
            header.writeString(column.name());
        }
        for (Column column : table.columns()) {
            header.writeString(column.type());
        }
        write(header, 0, header.size());
    }

    void write(RowBinaryOutput rows, int from, int to) throws IOException {
        if (from < to) {
            rows.copyTo(frame, from, to);
            uncompressedBytes += to - from;
        }
    }

    byte[] finish() throws IOException {
        frame.close();
        return compressed.toByteArray();
    }

    long uncompressedBytes() {
        return uncompressedBytes;
    }
}
