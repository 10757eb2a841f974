package dev.eventlane.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The contract in memory, as far as the benchmark uses it: everything is queryable at once. It refuses some writes for a moment,
 * and it can lie about the event that {@code liesAbout} names.
 */
final class ScriptedSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REFUSES_EVERY = 9;

    private final Lie lie;
    private final String liesAbout;
    private final boolean makesIds;
    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Map<String, ObjectNode> deleted = new HashMap<>();
    private final Undertow server;
    private int writes;

    /**
     * A server on a free port.
     *
     * @param liesAbout the input of the event that it lies about
     * @param makesIds whether it ignores IDs that it is sent
     */
    ScriptedSystem(Lie lie, String liesAbout, boolean makesIds) {
        this.lie = lie;
        this.liesAbout = liesAbout;
        this.makesIds = makesIds;
        this.server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> exchange.getRequestReceiver().receiveFullString(this::answer))
                .build();
        server.start();
    }

    URI url() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    private synchronized void answer(HttpServerExchange exchange, String body) {
        String path = exchange.getRequestPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        boolean isRead = exchange.getRequestMethod().equalToString("GET");
        try {
            if (!isRead && !body.contains("-probe") && ++writes % REFUSES_EVERY == 0) {
                send(exchange, 503, JSON.createObjectNode());
            } else if (path.equals("/events/batch")) {
                send(exchange, 202, batch((ArrayNode) JSON.readTree(body)));
            } else if (!isRead) {
                String operation = exchange.getRequestMethod().toString();
                ObjectNode fields = body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
                String written = write(operation, operation.equals("POST") ? givenId(fields) : id, fields);
                send(exchange, 202, data(JSON.createObjectNode().put("id", written)));
            } else if (path.startsWith("/event/")) {
                ObjectNode event = find(id);
                send(exchange, event == null ? 404 : 200, data(event));
            } else if (path.startsWith("/events/conversation/")) {
                send(exchange, 200, data(conversation(id)));
            } else if (path.startsWith("/analytics/")) {
                send(exchange, 200, data(analytics(path, names(exchange))));
            } else {
                send(exchange, 404, JSON.createObjectNode());
            }
        } catch (IOException e) {
            send(exchange, 400, JSON.createObjectNode().put("error", e.getMessage()));
        }
    }

    private static Deque<String> names(HttpServerExchange exchange) {
        return exchange.getQueryParameters().get("event_name");
    }

    private String givenId(ObjectNode fields) {
        return makesIds || !fields.has("id")
                ? UUID.randomUUID().toString()
                : fields.get("id").asText();
    }

    /** The last item of each batch is to be sent again, unless it is alone. */
    private ObjectNode batch(ArrayNode items) {
        int accepted = Math.max(1, items.size() - 1);
        ObjectNode answer = JSON.createObjectNode()
                .put("accepted", accepted)
                .put("rejected", 0)
                .put("retry", items.size() - accepted);
        ArrayNode results = answer.putArray("results");
        for (int i = 0; i < items.size(); i++) {
            ObjectNode item = (ObjectNode) items.get(i);
            String id = item.get("id").asText();
            if (i < accepted) {
                write(method(item.remove("operation").asText()), id, item);
            }
            results.addObject().put("index", i).put("id", id).put("status", i < accepted ? "accepted" : "retry");
        }
        return answer;
    }

    private static String method(String operation) {
        return switch (operation) {
            case "create" -> "POST";
            case "update" -> "PUT";
            default -> "DELETE";
        };
    }

    private String write(String method, String id, ObjectNode fields) {
        switch (method) {
            case "POST" -> create(id, fields.put("id", id));
            case "PUT" -> {
                if (events.containsKey(id) && !isAbout(events.get(id), Lie.FORGETS_AN_UPDATE)) {
                    events.get(id).setAll(fields);
                }
            }
            default -> {
                if (events.containsKey(id) && !isAbout(events.get(id), Lie.KEEPS_WHAT_IS_DELETED)) {
                    deleted.put(id, events.remove(id));
                }
            }
        }
        return id;
    }

    private void create(String id, ObjectNode event) {
        if (isAbout(event, Lie.LOSES_AN_INSERT)) {
            return;
        }
        if (isAbout(event, Lie.CHANGES_A_TEXT)) {
            event.put("input", "something else");
        }
        if (!event.has("error")) {
            event.put("error", "");
        }
        events.putIfAbsent(id, event);
    }

    private boolean isAbout(JsonNode event, Lie asked) {
        return lie == asked && event.path("input").asText().equals(liesAbout);
    }

    private ObjectNode find(String id) {
        boolean finds = deleted.containsKey(id) && isAbout(deleted.get(id), Lie.FINDS_WHAT_IS_DELETED_BY_ITS_ID);
        return finds ? deleted.get(id) : events.get(id);
    }

    private ArrayNode conversation(String id) {
        ArrayNode found = JSON.createArrayNode();
        for (ObjectNode event : events.values()) {
            if (event.get("conversation_id").asText().equals(id)) {
                found.add(event);
                if (isAbout(event, Lie.SHOWS_AN_EVENT_TWICE)) {
                    found.add(event);
                }
            }
        }
        return found;
    }

    private ArrayNode analytics(String path, Deque<String> names) {
        Map<String, List<ObjectNode>> groups = new LinkedHashMap<>();
        String key = path.equals("/analytics/errors") ? "event_name" : "conversation_id";
        for (ObjectNode event : events.values()) {
            if (names.contains(event.get("event_name").asText())) {
                groups.computeIfAbsent(event.get(key).asText(), any -> new ArrayList<>())
                        .add(event);
            }
        }
        return switch (path) {
            case "/analytics/errors" ->
                list(groups.values().stream()
                        .map(group -> JSON.createObjectNode()
                                .put("total_count", group.size())
                                .put("error_count", errors(group)))
                        .toList());
            case "/analytics/latency" ->
                ranking(
                        groups,
                        group -> JSON.createObjectNode()
                                .put(
                                        "event_name",
                                        group.get(0).get("event_name").asText())
                                .put("p95_latency", p95(group))
                                .put("event_count", group.size()),
                        "p95_latency");
            default ->
                ranking(
                        groups,
                        group -> JSON.createObjectNode()
                                .put("error_rate", (double) errors(group) / group.size())
                                .put("total_events", group.size())
                                .put("error_events", errors(group)),
                        "error_rate",
                        "total_events");
        };
    }

    private ArrayNode ranking(
            Map<String, List<ObjectNode>> groups, Function<List<ObjectNode>, ObjectNode> summary, String... fields) {
        List<ObjectNode> entries = new ArrayList<>();
        groups.forEach((conversation, group) -> entries.add(summary.apply(group).put("conversation_id", conversation)));
        Comparator<ObjectNode> order = Comparator.comparing(entry -> 0);
        for (String field : fields) {
            order = order.thenComparing(entry -> -entry.get(field).asDouble());
        }
        entries.sort(lie == Lie.SORTS_WRONGLY ? order.reversed() : order);
        if (lie == Lie.LEAVES_OUT_A_CONVERSATION) {
            entries.remove(0);
        }
        return list(entries);
    }

    private long errors(List<ObjectNode> group) {
        long errors = group.stream()
                .filter(event -> !event.get("error").asText().isEmpty())
                .count();
        return errors + (lie == Lie.COUNTS_AN_ERROR_TOO_MUCH ? 1 : 0);
    }

    private double p95(List<ObjectNode> group) {
        List<Double> sorted = group.stream()
                .map(event -> event.get("latency").asDouble())
                .sorted()
                .toList();
        double at = 0.95 * (sorted.size() - 1);
        double low = sorted.get((int) Math.floor(at));
        double high = sorted.get((int) Math.ceil(at));
        double p95 = low + (at - Math.floor(at)) * (high - low);
        return lie == Lie.ROUNDS_A_LATENCY ? Math.rint(p95) : p95;
    }

    private static ArrayNode list(List<ObjectNode> entries) {
        return JSON.createArrayNode().addAll(entries);
    }

    private static ObjectNode data(JsonNode data) {
        return JSON.createObjectNode().put("success", true).set("data", data);
    }

    private static void send(HttpServerExchange exchange, int status, JsonNode body) {
        exchange.setStatusCode(status).getResponseSender().send(body.toString());
    }

    @Override
    public void close() {
        server.stop();
    }
}
