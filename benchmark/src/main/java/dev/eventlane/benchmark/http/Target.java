package dev.eventlane.benchmark.http;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The server that is measured.
 *
 * @param base its base URL, such as {@code http://127.0.0.1:8080}; a path in it comes before all others
 * @param apiKey sent with every request if it is not empty; never logged
 */
public record Target(URI base, String apiKey) {
    private static final int DEFAULT_PORT = 80;

    public Target {
        if (!"http".equals(base.getScheme()) || base.getHost() == null) {
            throw new IllegalArgumentException(
                    "the base URL %s is not of the form http://host:port: only plain HTTP is measured".formatted(base));
        }
        if (!apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("the API key holds characters that cannot stand in a header");
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(base.getHost(), base.getPort() < 0 ? DEFAULT_PORT : base.getPort());
    }

    /** What stands before the path of every request; without a slash at its end. */
    public String pathPrefix() {
        String path = base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Whole lines. */
    String headers() {
        return "Host: " + base.getRawAuthority() + "\r\n"
                + (apiKey.isEmpty() ? "" : "Authorization: Bearer " + apiKey + "\r\n");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return base.toString();
    }
}
