package dev.eventlane.benchmark.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventlane.benchmark.http.Answer;
import dev.eventlane.benchmark.http.ByteText;
import dev.eventlane.benchmark.http.RequestText;
import dev.eventlane.benchmark.http.Target;
import dev.eventlane.benchmark.workload.EventIds;
import dev.eventlane.benchmark.workload.Operation;
import dev.eventlane.benchmark.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Many operations in a request to {@code POST /events/batch}, with IDs of ours. */
final class BatchWrites implements Writes {
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_QUOTE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operation operation;
    private final Workload workload;
    private final EventIds ids;
    private final int itemsPerRequest;
    private final RequestText text;
    private final EventBody fields;
    private final ByteText body = new ByteText();

    BatchWrites(Operation operation, Workload workload, EventIds ids, int itemsPerRequest, Target target) {
        this.operation = operation;
        this.workload = workload;
        this.ids = ids;
        this.itemsPerRequest = itemsPerRequest;
        this.text = new RequestText(target);
        this.fields = new EventBody(workload);
    }

    @Override
    public int itemsPerRequest() {
        return itemsPerRequest;
    }

    @Override
    public void encode(Items items, ByteText request) {
        body.clear();
        for (int i = 0; i < items.count(); i++) {
            int event = workload.eventOf(operation, items.number(i));
            body.add(i == 0 ? "[{\"operation\":\"" : ",{\"operation\":\"")
                    .add(operation == Operation.INSERT ? "create" : operation.label())
                    .add("\",\"id\":\"")
                    .add(ids.of(event))
                    .add("\"");
            switch (operation) {
                case INSERT -> fields.created(body.add(","), event);
                case UPDATE -> fields.updated(body.add(","), event);
                case DELETE -> {
                    // The ID says it all.
                }
            }
            body.add("}");
        }
        text.begin(request, "POST").add("/events/batch");
        text.end(request, body.add("]"));
    }

    @Override
    public Outcome judge(Items items, Answer answer) throws IOException {
        return switch (answer.status()) {
            case ACCEPTED -> verdicts(items, answer);
            case UNAVAILABLE, TOO_MANY -> new Outcome.Again(answer.retryAfter());
            default ->
                new Outcome.Refused("it was answered %d instead of 202: %s"
                        .formatted(answer.status(), answer.bodyText(0, LONGEST_QUOTE)));
        };
    }

    private static Outcome verdicts(Items items, Answer answer) throws IOException {
        byte[] whole =
                ("{\"accepted\":" + items.count() + ",\"rejected\":0,\"retry\":0,").getBytes(StandardCharsets.US_ASCII);
        if (answer.bodyStartsWith(whole)) {
            return Outcome.Accepted.ALL;
        }
        BitSet accepted = new BitSet();
        for (JsonNode result : JSON.readTree(answer.body()).path("results")) {
            switch (result.path("status").asText()) {
                case "accepted" -> accepted.set(result.path("index").asInt());
                case "retry" -> {
                    // It stays among the items.
                }
                default -> {
                    return new Outcome.Refused("an item was not accepted: " + result);
                }
            }
        }
        items.keepIf(index -> !accepted.get(index));
        return items.count() == 0 ? Outcome.Accepted.ALL : new Outcome.Again(answer.retryAfter());
    }
}
