package dev.eventlane.job.clickhouse.internal;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Turns what the client throws into what it says about the rows.
 *
 * <p>Whether an unanswered insert may have reached the server is decided by whether its body was begun, which we see
 * ourselves, and not by the kind of exception: the client calls a connection that died waiting for the answer the same
 * as one that was never made.
 */
final class OutcomeClassifier {

    /** What a proxy answers when it does not know how the server fared. */
    private static final Set<Integer> GATEWAY_STATUS = Set.of(502, 503, 504);

    private OutcomeClassifier() {}

    static Failure classify(Throwable thrown, boolean bodyBegun) {
        Throwable failure = unwrap(thrown);
        if (failure instanceof ServerException answer) {
            return ofAnswer(answer);
        }
        String message = describe(failure);
        if (bodyBegun) {
            return new Failure(
                    Kind.AMBIGUOUS, 0, message, "see whether the server restarted or the network failed", failure);
        }
        if (isOfConnection(failure)) {
            return new Failure(
                    Kind.UNREACHABLE, 0, message, "see whether ClickHouse runs and the endpoint is right", failure);
        }
        return new Failure(Kind.UNEXPLAINED, 0, message, "see the cause in the job's log", failure);
    }

    /** Without the exception as a cause: its message is the server's in full, and may quote a row. */
    private static Failure ofAnswer(ServerException answer) {
        String message = ServerMessage.withoutRows(String.valueOf(answer.getMessage()));
        return KnownServerError.of(answer.getCode())
                .map(known -> new Failure(known.kind, known.code, known.name() + ": " + message, known.hint, null))
                .orElseGet(() -> ofUnknownAnswer(answer, message));
    }

    private static Failure ofUnknownAnswer(ServerException answer, String message) {
        int status = answer.getTransportProtocolCode();
        String said = "HTTP status " + status + ": " + message;
        if (GATEWAY_STATUS.contains(status)) {
            return new Failure(Kind.AMBIGUOUS, answer.getCode(), said, "see the proxy before ClickHouse", null);
        }
        return new Failure(
                Kind.UNEXPLAINED,
                answer.getCode(),
                said,
                "look up the code in system.errors, and the server\'s log",
                null);
    }

    /** Errors of the program are none of the connection's, wherever they are thrown. */
    private static boolean isOfConnection(Throwable failure) {
        return failure instanceof IOException
                || (failure instanceof ClickHouseException && !(failure instanceof ClientMisconfigurationException));
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable failure = thrown;
        while ((failure instanceof ExecutionException || failure instanceof CompletionException)
                && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String cause = root == failure ? "" : " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")";
        return ServerMessage.withoutRows(failure.getClass().getSimpleName() + ": " + failure.getMessage() + cause);
    }
}
