package dev.eventlane.client;

import java.security.SecureRandom;
import java.util.UUID;

/** UUIDs of version 7, as the server makes them: IDs of events that happen together lie together in its tables. */
final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Uuid7() {}

    static UUID create() {
        long high = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low);
    }
}
