package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.http.ByteText;
import dev.eventlane.benchmark.workload.Workload;

/** The fields of events as JSON, without braces around them. */
final class EventBody {
    private final Workload workload;

    EventBody(Workload workload) {
        this.workload = workload;
    }

    void created(ByteText json, int event) {
        int conversation = workload.conversationOf(event);
        json.add("\"conversation_id\":\"")
                .add(workload.conversationPrefix())
                .add(conversation)
                .add("\",\"event_name\":\"")
                .add(workload.eventName(conversation))
                .add("\",\"error\":\"")
                .add(workload.createdError(event))
                .add("\",\"latency\":")
                .addHundredths(workload.latencyCents(event, false))
                .add(",\"input\":\"")
                .add(workload.input(event))
                .add("\",\"output\":\"")
                .add(workload.output())
                .add("\"");
    }

    void updated(ByteText json, int event) {
        json.add("\"error\":\"")
                .add(workload.error(event))
                .add("\",\"latency\":")
                .addHundredths(workload.latencyCents(event, true));
    }
}
