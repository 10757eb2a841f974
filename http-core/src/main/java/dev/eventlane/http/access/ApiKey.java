package dev.eventlane.http.access;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One API key, without the key itself.
 *
 * @param name what people and metrics call it; nobody else's
 * @param project whose events it is for
 * @param rights what its holder may do there
 * @param hash of the key
 * @param limits its own; where it has none, those of the server hold
 */
record ApiKey(String name, String project, Set<Right> rights, KeyHash hash, Limits limits) {
    ApiKey {
        requireNonNull(name, "name is null");
        requireNonNull(project, "project is null");
        rights = Set.copyOf(rights);
        requireNonNull(hash, "hash is null");
        requireNonNull(limits, "limits is null");
    }

    /** Its line among the keys that a server reads. */
    String line() {
        String rightsText = Arrays.stream(Right.values())
                .filter(rights::contains)
                .map(Right::text)
                .collect(Collectors.joining(","));
        return String.join(" ", name, project, rightsText, hash.text()) + limits.text();
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + " of project " + project + "]";
    }
}
