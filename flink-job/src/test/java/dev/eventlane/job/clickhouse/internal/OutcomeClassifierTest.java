package dev.eventlane.job.clickhouse.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.DataTransferException;
import com.clickhouse.client.api.ServerException;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Failure;
import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeClassifierTest {

    @ParameterizedTest
    @CsvSource({
        "252, TURNED_AWAY", "241, TURNED_AWAY", "202, TURNED_AWAY", "159, TURNED_AWAY", "164, TURNED_AWAY",
        "242, TURNED_AWAY", "243, TURNED_AWAY", "210, TURNED_AWAY", "999, TURNED_AWAY", "225, TURNED_AWAY",
        "236, TURNED_AWAY", "394, TURNED_AWAY", "285, TURNED_AWAY", "319, AMBIGUOUS", "16, REFUSED",
        "60, REFUSED", "53, REFUSED", "117, REFUSED", "26, REFUSED", "27, REFUSED",
        "516, REFUSED", "192, REFUSED", "497, REFUSED", "81, REFUSED", "33, REFUSED",
        "49, UNEXPLAINED", "1002, UNEXPLAINED",
    })
    void the_servers_code_decides(int code, Kind expected) {
        Failure failure = OutcomeClassifier.classify(answer(code, "it said no", 500), true);

        assertThat(failure.kind()).isEqualTo(expected);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains("it said no");
        assertThat(failure.hint()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"502, AMBIGUOUS", "503, AMBIGUOUS", "504, AMBIGUOUS", "404, UNEXPLAINED", "413, UNEXPLAINED"})
    void an_answer_without_a_code_is_a_proxys(int status, Kind expected) {
        assertThat(OutcomeClassifier.classify(answer(0, "gateway", status), true)
                        .kind())
                .isEqualTo(expected);
    }

    @Test
    void without_an_answer_it_matters_whether_the_body_was_begun() {
        Exception refused = new ConnectionInitiationException("no", new ConnectException("refused"));
        Exception timeout = new DataTransferException("no", new SocketTimeoutException("read"));

        assertThat(OutcomeClassifier.classify(refused, false).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(OutcomeClassifier.classify(refused, true).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(OutcomeClassifier.classify(timeout, false).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(OutcomeClassifier.classify(timeout, true).kind()).isEqualTo(Kind.AMBIGUOUS);
    }

    @Test
    void errors_of_the_program_are_not_mistaken_for_an_outage() {
        assertThat(OutcomeClassifier.classify(new NullPointerException("x"), false)
                        .kind())
                .isEqualTo(Kind.UNEXPLAINED);
        assertThat(OutcomeClassifier.classify(new ClientMisconfigurationException("x"), false)
                        .kind())
                .isEqualTo(Kind.UNEXPLAINED);
    }

    @Test
    void futures_wrap_the_failure_and_the_root_cause_is_told() {
        Exception wrapped = new ExecutionException(new CompletionException(
                new ConnectionInitiationException("failed", new ConnectException("Connection refused"))));

        Failure failure = OutcomeClassifier.classify(wrapped, false);

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.message())
                .isEqualTo("ConnectionInitiationException: failed (ConnectException: Connection refused)");
    }

    @Test
    void contents_of_rows_do_not_get_into_the_message() {
        Failure failure = OutcomeClassifier.classify(
                answer(27, "Cannot parse input: expected ',' (at row 2) Row 1: name: x, parsed text: \"hush\"", 400),
                true);

        assertThat(failure.message()).contains("Cannot parse input").doesNotContain("hush");
    }

    private static ServerException answer(int code, String message, int status) {
        return new ServerException(code, message, status, "query");
    }
}
