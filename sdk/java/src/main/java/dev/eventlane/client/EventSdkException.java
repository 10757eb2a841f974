package dev.eventlane.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A request that failed. */
public abstract sealed class EventSdkException extends RuntimeException
        permits EventNotFoundException, EventRefusedException, EventUnreachableException, EventValidationException {
    /** {@code null} = there was none. */
    private final transient Answer answer;

    EventSdkException(String message, Answer answer, Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    /** What a failed answer means. */
    static EventSdkException of(Answer answer) {
        return switch (answer.status()) {
            case 400 -> new EventValidationException(answer.problem(), answer);
            case 404 -> new EventNotFoundException(answer.problem(), answer);
            default -> new EventRefusedException(answer.problem(), answer);
        };
    }

    /** The answer's HTTP status; empty = there was no answer. */
    public OptionalInt status() {
        return answer == null ? OptionalInt.empty() : OptionalInt.of(answer.status());
    }

    /** The answer's JSON, or its text as {@code error}; empty = there was no answer. */
    public Optional<Map<String, Object>> answer() {
        return Optional.ofNullable(answer).map(Answer::content);
    }

    /** After what time the server would like to see the request again; empty = it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(answer).flatMap(Answer::retryAfter);
    }
}
