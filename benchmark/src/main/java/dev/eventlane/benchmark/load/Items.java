package dev.eventlane.benchmark.load;

import java.util.function.IntPredicate;

/** The numbers of the operations that one request carries. Not thread-safe. */
final class Items {
    private final int[] numbers;
    private int count;

    Items(int most) {
        this.numbers = new int[most];
    }

    /** All from {@code from}, less than {@code end}. */
    void fill(int from, int end) {
        count = end - from;
        for (int i = 0; i < count; i++) {
            numbers[i] = from + i;
        }
    }

    int count() {
        return count;
    }

    int number(int index) {
        return numbers[index];
    }

    /** Keeps only those at indexes for which this holds, in their order. */
    void keepIf(IntPredicate index) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (index.test(i)) {
                numbers[kept++] = numbers[i];
            }
        }
        count = kept;
    }
}
