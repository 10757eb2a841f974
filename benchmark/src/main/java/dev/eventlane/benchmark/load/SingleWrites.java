package dev.eventlane.benchmark.load;

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
import java.util.UUID;

/** A request for each operation. */
final class SingleWrites implements Writes {
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int ID_LENGTH = 36;
    private static final int LONGEST_QUOTE = 300;
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operation operation;
    private final Workload workload;
    private final EventIds ids;
    private final boolean sendIds;
    private final RequestText text;
    private final EventBody fields;
    private final ByteText body = new ByteText();

    /**
     * The requests of a phase.
     *
     * @param sendIds whether events are created with IDs of ours
     */
    SingleWrites(Operation operation, Workload workload, EventIds ids, boolean sendIds, Target target) {
        this.operation = operation;
        this.workload = workload;
        this.ids = ids;
        this.sendIds = sendIds;
        this.text = new RequestText(target);
        this.fields = new EventBody(workload);
    }

    @Override
    public int itemsPerRequest() {
        return 1;
    }

    @Override
    public void encode(Items items, ByteText request) {
        int event = workload.eventOf(operation, items.number(0));
        body.clear().add("{");
        switch (operation) {
            case INSERT -> {
                if (sendIds) {
                    body.add("\"id\":\"").add(ids.of(event)).add("\",");
                }
                fields.created(body, event);
                text.begin(request, "POST").add("/event/");
                text.end(request, body.add("}"));
            }
            case UPDATE -> {
                fields.updated(body, event);
                text.begin(request, "PUT").add("/event/").add(ids.of(event));
                text.end(request, body.add("}"));
            }
            case DELETE -> {
                text.begin(request, "DELETE").add("/event/").add(ids.of(event));
                text.end(request);
            }
        }
    }

    @Override
    public Outcome judge(Items items, Answer answer) throws IOException {
        return switch (answer.status()) {
            case ACCEPTED -> {
                if (operation == Operation.INSERT) {
                    ids.set(items.number(0), createdId(answer));
                }
                yield Outcome.Accepted.ALL;
            }
            case UNAVAILABLE, TOO_MANY -> new Outcome.Again(answer.retryAfter());
            default ->
                new Outcome.Refused("it was answered %d instead of 202: %s"
                        .formatted(answer.status(), answer.bodyText(0, LONGEST_QUOTE)));
        };
    }

    private static UUID createdId(Answer answer) throws IOException {
        int at = answer.bodyIndexOf(ID);
        String id = at >= 0
                ? answer.bodyText(at + ID.length, ID_LENGTH)
                : JSON.readTree(answer.body()).path("data").path("id").asText();
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("an event was accepted without a UUID in data.id of the answer", e);
        }
    }
}
