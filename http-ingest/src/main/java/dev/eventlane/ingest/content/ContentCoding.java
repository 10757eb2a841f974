package dev.eventlane.ingest.content;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a body are coded ({@code Content-Encoding}). */
public enum ContentCoding {
    IDENTITY("identity"),
    GZIP("gzip"),
    ZSTD("zstd");

    /** What is read, for messages and for {@code Accept-Encoding}. */
    public static final String READABLE = "gzip, zstd, identity";

    private static final int BUFFER_BYTES = 16 << 10;

    /** 8 MiB, what RFC 9659 lets a sender of HTTP use; a larger window would be as much memory for each body. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private final String text;

    ContentCoding(String text) {
        this.text = text;
    }

    /**
     * The coding that the header's values name; empty if it is not readable here, as several on top of each other are not.
     *
     * @param values each a comma-separated list; {@code null} = the request has no such header
     */
    public static Optional<ContentCoding> of(List<String> values) {
        if (values == null) {
            return Optional.of(IDENTITY);
        }
        List<String> named = new ArrayList<>();
        for (String value : values) {
            for (String name : value.toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!name.isBlank() && !name.strip().equals(IDENTITY.text)) {
                    named.add(name.strip());
                }
            }
        }
        if (named.isEmpty()) {
            return Optional.of(IDENTITY);
        }
        return named.size() > 1 ? Optional.empty() : byName(named.get(0));
    }

    private static Optional<ContentCoding> byName(String name) {
        return switch (name) {
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /**
     * Reads a body decoded. Reading fails with {@link BodyTooLargeException} as soon as it gives more than {@code maxBytes}, and
     * with another {@link IOException} where it is not what this coding makes. Empty is empty in every coding.
     */
    public InputStream read(HeldBytes body, int maxBytes) throws IOException {
        InputStream bytes = body.read();
        if (this == IDENTITY || body.size() == 0) {
            return new BoundedInput(bytes, maxBytes);
        }
        return new BoundedInput(
                this == GZIP
                        ? new GzipInput(bytes, BUFFER_BYTES)
                        : new ZstdInputStreamNoFinalizer(bytes, RecyclingBufferPool.INSTANCE)
                                .setLongMax(ZSTD_WINDOW_LOG),
                maxBytes);
    }

    /** The name, as a header has it. */
    @Override
    public String toString() {
        return text;
    }
}
