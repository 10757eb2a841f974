package dev.eventlane.benchmark.workload;

/**
 * The numbers below a bound in an order that looks random. It can be asked in both directions and takes no memory: a Feistel
 * network is a bijection whatever its rounds compute, and what falls outside of the bound is walked on until it falls inside.
 */
final class Shuffle {
    private static final int ROUNDS = 4;

    private final int size;
    private final long key;
    private final int halfBits;
    private final long mask;

    /**
     * An order.
     *
     * @param size the bound, at least 1
     * @param key another one gives another order
     */
    Shuffle(int size, long key) {
        this.size = size;
        this.key = key;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        this.halfBits = Math.max(1, (bits + 1) / 2);
        this.mask = (1L << halfBits) - 1;
    }

    /** The number at a position of the order. */
    int at(int position) {
        long number = position;
        do {
            number = forth(number);
        } while (number >= size);
        return (int) number;
    }

    /** Where the order has a number. */
    int positionOf(int number) {
        long position = number;
        do {
            position = back(position);
        } while (position >= size);
        return (int) position;
    }

    private long forth(long number) {
        long left = number >>> halfBits;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = left ^ scrambled(round, right);
            left = right;
            right = mixed;
        }
        return (left << halfBits) | right;
    }

    private long back(long number) {
        long left = number >>> halfBits;
        long right = number & mask;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long mixed = right ^ scrambled(round, left);
            right = left;
            left = mixed;
        }
        return (left << halfBits) | right;
    }

    private long scrambled(int round, long half) {
        return Mix.of(key + round, half) & mask;
    }
}
