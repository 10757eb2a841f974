package dev.eventlane.ingest.abuse;

import dev.eventlane.ingest.abuse.RawConnection.Said;
import dev.eventlane.ingest.abuse.RequestGrammar.Request;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends requests of the grammar, several to a connection, the last of which is a plain one that must get its own answer; or bytes
 * that are hardly a request any more. Then the client's side is closed, and the server must answer, or close, in bounded time.
 */
final class RouteFuzzer {
    private static final int CLIENTS = 4;
    private static final int MOST_PER_CONNECTION = 6;
    private static final int MUTATED_ONE_IN = 4;
    private static final int MOST_FINDINGS = 5;
    private static final String PING = "GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String PONG = "{\"success\":true,\"message\":\"pong\"}";

    private final IngestProcess server;
    private final long seed;
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Collection<String> findings = new ConcurrentLinkedQueue<>();

    RouteFuzzer(IngestProcess server, long seed) {
        this.server = server;
        this.seed = seed;
    }

    /** Goes on until so many more requests were answered, or stops at some findings. */
    void run(long count) throws Exception {
        long target = answered.sum() + count;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Void> client = () -> {
                while (answered.sum() < target && findings.size() < MOST_FINDINGS) {
                    connection(connections.getAndIncrement());
                }
                return null;
            };
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(client));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** Sends again what one connection sent, as a failure names it. */
    void replay(int connection) {
        connection(connection);
    }

    /** What broke a rule, with what reproduces it. */
    Collection<String> findings() {
        return findings;
    }

    /** The requests that were answered, also those that the HTTP parser refused; what lay behind an end is not counted. */
    long answered() {
        return answered.sum();
    }

    /** How often each status was answered. */
    Map<String, Long> answers() {
        Map<String, Long> sums = new TreeMap<>();
        answers.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }

    private void connection(int number) {
        Dice dice = new Dice(seed + number);
        RequestGrammar grammar = new RequestGrammar(dice);
        List<Request> sent = new ArrayList<>();
        boolean framed = !dice.oneIn(MUTATED_ONE_IN);
        if (framed) {
            for (int i = dice.below(MOST_PER_CONNECTION); i >= 0; i--) {
                sent.add(grammar.request());
            }
        } else {
            sent.add(new Request(grammar.mutated(), null));
        }
        try (RawConnection connection = server.connect()) {
            boolean cutShort = !send(connection, sent, framed);
            Said said = connection.readToEnd();
            boolean reset = cutShort || said.reset();
            List<RawAnswer> got = RawAnswer.parse(new Said(said.bytes(), reset));
            answered.add(got.size());
            got.forEach(answer -> answers.computeIfAbsent(
                            answer.isOfParser() ? "400 of the parser" : Integer.toString(answer.status()),
                            status -> new LongAdder())
                    .increment());
            got.forEach(answer -> check(answer, number, sent));
            if (framed) {
                checkOrder(got, reset, number, sent);
            }
        } catch (SocketTimeoutException e) {
            find("neither answered nor closed", number, sent);
        } catch (IOException | IllegalArgumentException e) {
            find(e.toString(), number, sent);
        }
    }

    /** Whether all of it could be sent: a server that has seen enough closes the connection, and TCP may lose what it said. */
    private static boolean send(RawConnection connection, List<Request> requests, boolean framed) throws IOException {
        try {
            for (Request request : requests) {
                connection.send(request.bytes());
            }
            if (framed) {
                connection.send(PING);
            }
            connection.halfClose();
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private void check(RawAnswer answer, int number, List<Request> sent) {
        int status = answer.status();
        if (status >= 500 && status != 503) {
            find("answered " + answer, number, sent);
        }
        boolean mayBeEmpty = answer.isOfParser() || sent.stream().anyMatch(RouteFuzzer::hasHead);
        boolean isJson = answer.body().startsWith("{") && answer.body().endsWith("}");
        if (status >= 400 && !isJson && !(answer.body().isEmpty() && mayBeEmpty)) {
            find("an error without JSON: " + answer, number, sent);
        }
    }

    private static boolean hasHead(Request request) {
        return new String(request.bytes(), StandardCharsets.ISO_8859_1).contains("HEAD ");
    }

    /** Each request has its own answer, in order, up to one that says that the connection closes. */
    private void checkOrder(List<RawAnswer> got, boolean reset, int number, List<Request> sent) {
        if (got.size() > sent.size() + 1) {
            find("more answers than requests: " + got, number, sent);
            return;
        }
        for (int i = 0; i < got.size(); i++) {
            RawAnswer answer = got.get(i);
            boolean isLast = i == got.size() - 1;
            if (i == sent.size() && !answer.body().equals(PONG)) {
                find("the plain request behind got " + answer, number, sent);
            } else if (answer.closes() && !isLast) {
                find("an answer behind the one that closes the connection: " + got, number, sent);
            } else if (i < sent.size() && answer.status() == 202 && !isOf(sent.get(i), answer)) {
                find("an answer to another request: " + answer, number, sent);
            }
        }
        boolean all = got.size() == sent.size() + 1;
        if (!all && !reset && !endedByPreflight(got, sent) && (got.isEmpty() || !closes(got, sent))) {
            find("closed without saying so, after " + got.size() + " answers: " + got, number, sent);
        }
    }

    /** Asked for the end of the connection by a preflight whose body is not read, Undertow may close without a word. */
    private static boolean endedByPreflight(List<RawAnswer> got, List<Request> sent) {
        if (got.size() == sent.size()) {
            return false;
        }
        Request request = sent.get(got.size());
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        return text.startsWith("OPTIONS ") && text.contains("Connection: close");
    }

    /** Whether the last one said that the connection is closed, or its request did. */
    private static boolean closes(List<RawAnswer> got, List<Request> sent) {
        RawAnswer last = got.get(got.size() - 1);
        // Undertow's 204 never says so.
        return last.closes()
                || last.status() == 204
                || new String(sent.get(got.size() - 1).bytes(), StandardCharsets.ISO_8859_1)
                        .contains("Connection: close");
    }

    private static boolean isOf(Request request, RawAnswer answer) {
        return request.id() == null || answer.body().contains("\"id\":\"" + request.id() + "\"");
    }

    private void find(String what, int number, List<Request> sent) {
        findings.add(what + "\n  on connection " + number + " of -Dfuzz.seed=" + seed + ", to " + sent);
    }
}
