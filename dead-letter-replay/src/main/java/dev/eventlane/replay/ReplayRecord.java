package dev.eventlane.replay;

import dev.eventlane.replay.Entry.DeadLetter;

/**
 * A dead letter with its bytes, as they came.
 *
 * @param key never written to
 * @param value never written to
 */
@SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
record ReplayRecord(DeadLetter letter, byte[] key, byte[] value) {
    int bytes() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }
}
