package dev.eventlane.systemtests.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The IDs that the front door makes of an Idempotency-Key, computed anew: they must never change. */
final class NameBasedUuid {
    private static final UUID EVENTS = UUID.fromString("b1a2a1c6-5c7e-4f0e-9d0b-0d6f9a3c1e01");
    private static final UUID OPERATIONS = UUID.fromString("b1a2a1c6-5c7e-4f0e-9d0b-0d6f9a3c1e02");
    private static final String PROJECT = "default\n";

    private NameBasedUuid() {}

    static UUID event(String idempotencyKey) {
        return of(EVENTS, PROJECT + idempotencyKey);
    }

    static UUID operation(String idempotencyKey) {
        return of(OPERATIONS, PROJECT + idempotencyKey);
    }

    /** RFC 9562, version 5. */
    private static UUID of(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
