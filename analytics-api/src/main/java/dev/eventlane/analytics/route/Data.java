package dev.eventlane.analytics.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventlane.http.Json;
import java.io.IOException;
import java.util.List;

/** Bodies of the form {@code {"success":true,"data":…}}. */
final class Data {
    private Data() {}

    /** Writes one row. */
    @FunctionalInterface
    interface RowBody<T> {
        void write(T row, JsonGenerator json) throws IOException;
    }

    static <T> byte[] list(List<T> rows, RowBody<T> body) {
        return Json.object(json -> {
            json.writeBooleanField("success", true);
            json.writeArrayFieldStart("data");
            for (T row : rows) {
                body.write(row, json);
            }
            json.writeEndArray();
        });
    }

    static <T> byte[] one(T row, RowBody<T> body) {
        return Json.object(json -> {
            json.writeBooleanField("success", true);
            json.writeFieldName("data");
            body.write(row, json);
        });
    }
}
