package dev.eventlane.systemtests;

import dev.eventlane.localstack.service.ClickHouseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Looks into ClickHouse's tables directly. */
final class ClickHouseSql {
    private final ClickHouseAccess access;
    private final HttpClient http = HttpClient.newHttpClient();

    ClickHouseSql(ClickHouseAccess access) {
        this.access = access;
    }

    /** The result as tab-separated text, without the last line's end. */
    String query(String sql) {
        URI uri = URI.create("http://" + access.host() + ":" + access.port() + "/?database=" + access.database()
                + "&default_format=TSVRaw");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-ClickHouse-User", access.adminUser())
                .header("X-ClickHouse-Key", access.adminPassword())
                .POST(BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
            return response.body().stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
