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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks into ClickHouse's tables directly. */
public final class ClickHouseSql {
    private final ClickHouseAccess access;
    private final HttpClient http = HttpClient.newHttpClient();

    public ClickHouseSql(ClickHouseAccess access) {
        this.access = access;
    }

    /**
     * The result as tab-separated text, without the last line's end.
     *
     * @throws IllegalStateException if the server refuses the statement
     * @throws UncheckedIOException if it does not answer
     */
    public String query(String sql) {
        return lines(sql).collect(Collectors.joining("\n"));
    }

    /** As {@link #query}, line by line as the server sends them: a result can be larger than memory. */
    public Stream<String> lines(String sql) {
        URI uri = URI.create("http://" + access.host() + ":" + access.port() + "/?database=" + access.database()
                + "&default_format=TSVRaw");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-ClickHouse-User", access.adminUser())
                .header("X-ClickHouse-Key", access.adminPassword())
                .POST(BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body().collect(Collectors.joining("\n")));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
