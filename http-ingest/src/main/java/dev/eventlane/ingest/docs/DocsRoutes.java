package dev.eventlane.ingest.docs;

import dev.eventlane.http.Json;
import dev.eventlane.http.PathParameters;
import dev.eventlane.http.Router;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The contract as an OpenAPI document and as a page. Nothing of it comes from elsewhere. */
public final class DocsRoutes {
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");

    /** Swagger UI sets styles on elements and holds its images as data. */
    private static final String ONLY_FROM_HERE =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Resource document = Resource.load("openapi.json", "application/json; charset=utf-8");
    private final Resource page = Resource.load("docs.html", "text/html; charset=utf-8");
    private final Map<String, Resource> files = List.of(
                    Resource.load("page.js", "text/javascript; charset=utf-8"),
                    Resource.load("swagger-ui.css", "text/css; charset=utf-8"),
                    Resource.load("swagger-ui-bundle.js", "text/javascript; charset=utf-8"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Resource::name, Function.identity()));

    /** Adds them. */
    public void addTo(Router router) {
        router.add(Methods.GET, "/openapi.json", document::send);
        router.add(Methods.GET, "/docs", page());
        router.add(Methods.GET, "/docs/{file}", this::file);
    }

    private HttpHandler page() {
        return exchange -> {
            exchange.getResponseHeaders().put(CONTENT_SECURITY_POLICY, ONLY_FROM_HERE);
            page.send(exchange);
        };
    }

    private void file(HttpServerExchange exchange) throws Exception {
        Resource file = files.get(PathParameters.of(exchange, "file"));
        if (file == null) {
            Json.send(exchange, StatusCodes.NOT_FOUND, Json.error("no such path"));
            return;
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "max-age=3600");
        file.send(exchange);
    }
}
