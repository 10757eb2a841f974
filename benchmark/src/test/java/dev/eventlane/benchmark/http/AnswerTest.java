package dev.eventlane.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However an answer is cut on its way, it is understood when its last byte is there, and not before. */
class AnswerTest {
    private static final String LARGE = "x".repeat(10_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void by_its_length(int step) throws Exception {
        Answer answer = read("HTTP/1.1 202 Accepted\r\ncontent-LENGTH: 10002\r\n\r\n{" + LARGE + "}", step);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("{" + LARGE + "}");
        assertThat(answer.closesConnection()).isFalse();
        assertThat(answer.bodyStartsWith(bytes("{xx"))).isTrue();
        assertThat(answer.bodyStartsWith(bytes("{y"))).isFalse();
        assertThat(answer.bodyIndexOf(bytes("x}"))).isEqualTo(10_000);
        assertThat(answer.bodyIndexOf(bytes("y"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void by_its_chunks(int step) throws Exception {
        Answer answer = read(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n2710\r\n" + LARGE
                        + "\r\n0\r\nTrailer: x\r\n\r\n",
                step);

        assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("hello" + LARGE);
    }

    @Test
    void by_the_end_of_its_connection() throws Exception {
        Answer answer = read("HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 2\r\n\r\nsorry", 3);

        assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("sorry");
        assertThat(answer.retryAfter()).isEqualTo(2);
        assertThat(answer.closesConnection()).isTrue();
    }

    @Test
    void one_that_ends_too_early_is_none() {
        assertThatThrownBy(() -> read("HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\n\r\n{}", 100))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("HTTP/1.1 202 Acc", 100)).isInstanceOf(EOFException.class);
    }

    @Test
    void what_is_not_http_is_refused() {
        assertThatThrownBy(() -> read("SSH-2.0-OpenSSH_9.2\r\n\r\n", 100)).hasMessageContaining("HTTP/1.1");
    }

    private static Answer read(String text, int step) throws IOException {
        Answer answer = new Answer();
        answer.clear();
        Steps channel = new Steps(bytes(text), step);
        while (!answer.read(channel)) {
            assertThat(channel.isOpen()).isTrue();
        }
        return answer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Gives so many bytes at a time, and then the end. */
    private static final class Steps implements ReadableByteChannel {
        private final byte[] bytes;
        private final int step;
        private int at;

        Steps(byte[] bytes, int step) {
            this.bytes = bytes;
            this.step = step;
        }

        @Override
        public int read(ByteBuffer into) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(step, bytes.length - at), into.remaining());
            into.put(bytes, at, count);
            at += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
