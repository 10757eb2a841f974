package dev.eventlane.localstack.supervise;

import dev.eventlane.localstack.LocalStackException;
import dev.eventlane.localstack.Progress;
import dev.eventlane.localstack.api.EventApi;
import dev.eventlane.localstack.api.Probe;
import dev.eventlane.localstack.api.ProbeOutcome;
import java.time.Duration;
import java.util.Optional;

/** The last step of a start: an event that goes through the whole pipeline. */
final class FirstEvent {
    private static final Duration READABLE = Duration.ofMinutes(2);

    private final Topology topology;
    private final Progress progress;

    FirstEvent(Topology topology, Progress progress) {
        this.topology = topology;
        this.progress = progress;
    }

    /**
     * Sends it and waits for it.
     *
     * @return empty when it came through; what it was waited for when it did not in time
     * @throws LocalStackException if it was not even accepted
     */
    Optional<String> send() {
        long start = System.nanoTime();
        ProbeOutcome outcome =
                new Probe(new EventApi(topology.baseUrl(), topology.apiKey()), eventName(), READABLE, progress).send();
        if (outcome instanceof ProbeOutcome.Failed failed) {
            throw new LocalStackException("the stack runs, but takes no events: " + failed.reason());
        }
        if (outcome instanceof ProbeOutcome.Late late) {
            return Optional.of(late.awaited());
        }
        progress.say(
                "a probe event was written, read and deleted in %.1f s".formatted((System.nanoTime() - start) / 1e9));
        return Optional.empty();
    }

    /** Where only some names are accepted, the probe has to bear one of them. */
    private String eventName() {
        String accepted = topology.programVariable("EVENT_NAMES");
        return accepted.isBlank() ? "eventlane_probe" : accepted.split(",", 2)[0].strip();
    }
}
