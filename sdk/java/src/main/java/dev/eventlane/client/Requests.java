package dev.eventlane.client;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sends a request until it is answered for good, or for as often as is worth while. */
final class Requests {
    /** Who calls is not kept waiting longer than this by what a server asks for. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);

    private static final System.Logger LOG = System.getLogger(EventClient.class.getName());

    private final Transport transport;
    private final RetryPolicy retries;
    private final Pauses pauses;

    Requests(Transport transport, RetryPolicy retries, Pauses pauses) {
        this.transport = transport;
        this.retries = retries;
        this.pauses = pauses;
    }

    /**
     * The answer, which is a success.
     *
     * @throws EventSdkException if there is no success
     */
    Answer send(Call call) {
        try {
            return sendUntilAnswered(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventUnreachableException("interrupted; the server may have seen the request", e);
        }
    }

    private Answer sendUntilAnswered(Call call) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            EventSdkException failure;
            boolean mayPass;
            try {
                Answer answer = transport.send(call);
                if (answer.isSuccess()) {
                    return answer;
                }
                failure = EventSdkException.of(answer);
                mayPass = answer.mayPass();
            } catch (IOException e) {
                failure = new EventUnreachableException("no answer to " + call.method() + ": " + e, e);
                mayPass = true;
            }
            Duration wait = retries.waitAfter(failures, failure.retryAfter());
            if (!mayPass || failures >= retries.attempts() || wait.compareTo(LONGEST_RETRY_AFTER) > 0) {
                throw failure;
            }
            LOG.log(
                    WARNING,
                    "attempt {0} of {1} failed, the next in {2}: {3}",
                    failures,
                    retries.attempts(),
                    wait,
                    failure.getMessage());
            pauses.pause(wait);
        }
    }

    /** Asks once, whether the server answers with success; empty = it does not answer at all. */
    Optional<Answer> ask(Call call, Duration patience) throws InterruptedException {
        try {
            return Optional.of(transport.send(call, patience));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void pause(Duration time) throws InterruptedException {
        pauses.pause(time);
    }
}
