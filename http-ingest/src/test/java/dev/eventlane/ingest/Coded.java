package dev.eventlane.ingest;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Bodies as clients compress them. */
final class Coded {
    private Coded() {}

    static byte[] text(String coding, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder(coding, bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** What decodes to this start and 1 GiB of blanks. */
    static byte[] bomb(String coding, String start) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coder(coding, bytes)) {
            out.write(start.getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1 << 10; i++) {
                out.write(blanks);
            }
        }
        return bytes.toByteArray();
    }

    private static OutputStream coder(String coding, OutputStream into) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPOutputStream(into);
            case "zstd" -> new ZstdOutputStream(into);
            default -> throw new IllegalArgumentException(coding);
        };
    }
}
