package dev.eventlane.localstack.flink;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A file as the body of a form, which Java's HTTP client does not know by itself.
 *
 * @param boundary separates the parts
 */
record Multipart(String boundary, BodyPublisher body) {
    static Multipart of(String field, Path file) throws FileNotFoundException {
        String boundary = UUID.randomUUID().toString();
        String head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                        .formatted(boundary, field, file.getFileName())
                + "Content-Type: application/java-archive\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        return new Multipart(
                boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head, StandardCharsets.UTF_8),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString(tail, StandardCharsets.UTF_8)));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }
}
