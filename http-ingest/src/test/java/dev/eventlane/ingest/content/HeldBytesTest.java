package dev.eventlane.ingest.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventlane.ingest.ByteBudget;
import dev.eventlane.ingest.content.HeldBytes.Added;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private static final int MANY = 1 << 20;

    private final ByteBudget budget = new ByteBudget(4 * MANY);

    @Test
    void what_comes_in_one_piece_is_not_copied() {
        byte[] chunk = bytes(1, 1_000);
        HeldBytes held = new HeldBytes(MANY, budget);

        assertThat(held.add(chunk)).isEqualTo(Added.YES);
        assertThat(held.add(new byte[0])).isEqualTo(Added.YES);

        assertThat(held.toArray()).isSameAs(chunk);
        assertThat(budget.reserved()).isEqualTo(1_000);
    }

    @Test
    void chunks_of_any_size_come_out_as_they_went_in_and_can_be_read_again() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] all = bytes(seed, random.nextInt(200_000));
            HeldBytes held = new HeldBytes(MANY, budget);
            int at = 0;
            while (at < all.length) {
                int length = Math.min(all.length - at, 1 + random.nextInt(1 << random.nextInt(17)));
                assertThat(held.add(Arrays.copyOfRange(all, at, at + length))).isEqualTo(Added.YES);
                at += length;
            }

            assertThat(held.size()).isEqualTo(all.length);
            assertThat(held.toArray()).isEqualTo(all);
            assertThat(held.read().readAllBytes()).isEqualTo(all);
            assertThat(readInPieces(held, random)).isEqualTo(all);
            held.release();
            assertThat(budget.reserved()).as("seed %d", seed).isZero();
        }
    }

    @Test
    void bytes_that_come_one_by_one_take_hardly_more_than_their_number() {
        HeldBytes held = new HeldBytes(MANY, budget);
        for (int i = 0; i < 500_000; i++) {
            assertThat(held.add(new byte[] {(byte) i})).isEqualTo(Added.YES);
        }

        assertThat(budget.reserved()).isBetween(500_000L, 520_000L);
        assertThat(held.toArray()[499_999]).isEqualTo((byte) 499_999);
    }

    @Test
    void what_would_be_too_large_is_not_taken() {
        HeldBytes held = new HeldBytes(10, budget);

        assertThat(held.add(new byte[10])).isEqualTo(Added.YES);
        assertThat(held.add(new byte[1])).isEqualTo(Added.TOO_LARGE);
        assertThat(held.size()).isEqualTo(10);
    }

    @Test
    void what_the_budget_has_no_room_for_is_not_taken() {
        HeldBytes other = new HeldBytes(5 * MANY, budget);
        HeldBytes held = new HeldBytes(MANY, budget);
        other.add(new byte[4 * MANY]);

        assertThat(held.add(new byte[1])).isEqualTo(Added.NO_ROOM);
        other.release();
        assertThat(held.add(new byte[1])).isEqualTo(Added.YES);
        assertThat(budget.reserved()).isEqualTo(1);
    }

    @Test
    void releasing_twice_gives_back_once() {
        HeldBytes held = new HeldBytes(MANY, budget);
        held.add(new byte[100]);

        held.release();
        held.release();

        assertThat(budget.reserved()).isZero();
        assertThat(held.size()).isZero();
    }

    private static byte[] readInPieces(HeldBytes held, Random random) throws IOException {
        byte[] all = new byte[held.size()];
        try (InputStream in = held.read()) {
            int at = 0;
            while (at < all.length) {
                assertThat(in.available()).isEqualTo(all.length - at);
                if (random.nextInt(4) == 0) {
                    all[at++] = (byte) in.read();
                } else {
                    at += in.readNBytes(all, at, Math.min(all.length - at, random.nextInt(100_000)));
                }
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        return all;
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
