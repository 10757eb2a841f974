package dev.eventlane.ingest.body;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names the items of one batch by its key, their text, and how many of the same text came before: the n-th of them has the same
 * IDs in every batch of this key. Their place does not count, so that a client may send again only what has to be.
 */
final class KeyedItems implements ItemIds {
    private final RequestIds.Keyed batch;
    private final Map<String, Integer> seen = new HashMap<>();

    KeyedItems(RequestIds.Keyed batch) {
        this.batch = batch;
    }

    /** No header holds a line break: an item's key is nobody's own. */
    @Override
    public RequestIds of(byte[] json) {
        String digest = digest(json);
        int before = seen.merge(digest, 1, Integer::sum) - 1;
        return new RequestIds.Keyed(batch.projectId(), batch.key() + '\n' + digest + '\n' + before);
    }

    /** Of the text without the space around it, which differs between an array and lines, and at the end of a line. */
    private static String digest(byte[] json) {
        int start = 0;
        int end = json.length;
        while (start < end && isSpace(json[start])) {
            start++;
        }
        while (start < end && isSpace(json[end - 1])) {
            end--;
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(json, start, end - start);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
