package dev.eventlane.benchmark.http;

/** The bytes of requests to one server. Not thread-safe. */
public final class RequestText {
    private final String pathPrefix;
    private final String version;
    private final String json;

    public RequestText(Target target) {
        this.pathPrefix = target.pathPrefix();
        this.version = " HTTP/1.1\r\n" + target.headers();
        this.json = version + "Content-Type: application/json\r\nContent-Length: ";
    }

    /** Begins a request; its path follows. */
    public ByteText begin(ByteText request, String method) {
        return request.clear().add(method).add(" ").add(pathPrefix);
    }

    /** Ends a request without a body. */
    public void end(ByteText request) {
        request.add(version).add("\r\n");
    }

    /** Ends a request with a body. */
    public void end(ByteText request, ByteText body) {
        request.add(json).add(body.length()).add("\r\n\r\n").add(body);
    }
}
