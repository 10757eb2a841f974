package dev.eventlane.ingest.content;

import static dev.eventlane.ingest.content.ContentCoding.GZIP;
import static dev.eventlane.ingest.content.ContentCoding.IDENTITY;
import static dev.eventlane.ingest.content.ContentCoding.ZSTD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.eventlane.ingest.ByteBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCodingTest {
    private static final int LIMIT = 1 << 20;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip           | GZIP",
                "GZip           | GZIP",
                "x-gzip         | GZIP",
                "zstd           | ZSTD",
                "identity       | IDENTITY",
                "identity, gzip | GZIP",
                "''             | IDENTITY",
            })
    void a_readable_coding_is_found(String header, ContentCoding coding) {
        assertThat(ContentCoding.of(List.of(header))).contains(coding);
    }

    @Test
    void no_header_is_no_coding() {
        assertThat(ContentCoding.of(null)).contains(IDENTITY);
    }

    @Test
    void other_codings_and_several_are_not_readable() {
        assertThat(ContentCoding.of(List.of("br"))).isEmpty();
        assertThat(ContentCoding.of(List.of("gzip, gzip"))).isEmpty();
        assertThat(ContentCoding.of(List.of("gzip", "zstd"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void what_was_coded_is_read_again_however_it_came(ContentCoding coding) throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] plain = text(random, random.nextInt(100_000));
            assertThat(read(coding, held(random, code(coding, plain))))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void several_members_are_read_one_after_the_other_wherever_they_begin(ContentCoding coding) throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream coded = new ByteArrayOutputStream();
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            for (int i = 0; i < 5; i++) {
                byte[] part = text(random, random.nextInt(1 << random.nextInt(16)));
                plain.writeBytes(part);
                coded.writeBytes(code(coding, part));
            }
            assertThat(read(coding, held(random, coded.toByteArray())))
                    .as("seed %d", seed)
                    .isEqualTo(plain.toByteArray());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void a_body_that_is_cut_off_is_not_taken_wherever_it_is_cut(ContentCoding coding) throws Exception {
        byte[] coded = code(coding, text(new Random(1), 500));
        for (int length = 1; length < coded.length; length++) {
            byte[] cut = Arrays.copyOf(coded, length);
            assertThatThrownBy(() -> read(coding, held(cut)))
                    .as("%d of %d bytes", length, coded.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void bytes_after_the_end_are_not_passed_over(ContentCoding coding) throws Exception {
        byte[] coded = code(coding, text(new Random(1), 20_000));
        for (int more = 1; more < 60; more++) {
            byte[] longer = Arrays.copyOf(coded, coded.length + more);
            assertThatThrownBy(() -> read(coding, held(longer)))
                    .as("%d more", more)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_second_gzip_member_with_a_damaged_head_is_not_passed_over() throws Exception {
        byte[] first = code(GZIP, text(new Random(1), 1_000));
        byte[] second = code(GZIP, text(new Random(2), 1_000));
        for (int damaged = 0; damaged < 3; damaged++) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            both[first.length + damaged] ^= 0x55;
            assertThatThrownBy(() -> read(GZIP, held(both))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_changed_byte_is_never_read_as_something_else() throws Exception {
        byte[] plain = text(new Random(1), 2_000);
        byte[] coded = code(GZIP, plain);
        int refused = 0;
        for (int i = 0; i < coded.length; i++) {
            byte[] changed = coded.clone();
            changed[i] ^= 0x11;
            try {
                // Some bytes of a head mean nothing.
                assertThat(read(GZIP, held(changed))).isEqualTo(plain);
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(coded.length - 10);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void a_bomb_is_given_up_at_the_limit(ContentCoding coding) throws Exception {
        HeldBytes bomb = held(bomb(coding));
        byte[] buffer = new byte[16 << 10];
        long read = 0;
        try (InputStream in = coding.read(bomb, LIMIT)) {
            while (true) {
                int count = in.read(buffer);
                assertThat(count).isPositive();
                read += count;
                assertThat(read).isLessThanOrEqualTo(LIMIT);
            }
        } catch (BodyTooLargeException e) {
            assertThat(read).isBetween((long) LIMIT - buffer.length, (long) LIMIT);
        }
    }

    @Test
    void a_window_beyond_8_mebibytes_is_refused() throws Exception {
        assertThat(read(ZSTD, held(windowed(23)))).isEqualTo(new byte[1_000]);
        assertThatThrownBy(() -> read(ZSTD, held(windowed(24)))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(ContentCoding.class)
    void nothing_is_nothing_in_every_coding(ContentCoding coding) throws Exception {
        assertThat(read(coding, held(new byte[0]))).isEmpty();
    }

    private static byte[] windowed(int windowLog) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes).setLong(windowLog)) {
            out.write(new byte[1_000]);
        }
        return bytes.toByteArray();
    }

    /** 256 MiB of zeros. */
    private static byte[] bomb(ContentCoding coding) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding == GZIP ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] code(ContentCoding coding, byte[] plain) throws IOException {
        if (coding == IDENTITY) {
            return plain;
        }
        if (coding == ZSTD) {
            return Zstd.compress(plain);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] read(ContentCoding coding, HeldBytes body) throws IOException {
        try (InputStream in = coding.read(body, LIMIT)) {
            return in.readAllBytes();
        }
    }

    private static HeldBytes held(byte[] bytes) {
        return held(new Random(0), bytes);
    }

    private static HeldBytes held(Random random, byte[] bytes) {
        HeldBytes held = new HeldBytes(bytes.length, new ByteBudget(Long.MAX_VALUE / 2));
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(10_000));
            held.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return held;
    }

    private static byte[] text(Random random, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        return text;
    }
}
