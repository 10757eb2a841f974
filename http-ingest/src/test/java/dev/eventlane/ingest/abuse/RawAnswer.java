package dev.eventlane.ingest.abuse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer, as it lay in the bytes that came.
 *
 * @param headers by their names in small letters
 * @param body as Latin-1
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3}) [ -~]*");
    private static final String START = "HTTP/1.";
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    boolean isInterim() {
        return status < 200;
    }

    boolean closes() {
        return headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT).contains("close");
    }

    /** Refused by the HTTP parser, before any handler could give it a body. */
    boolean isOfParser() {
        return status == 400 && body.isEmpty() && closes() && !headers.containsKey("content-type");
    }

    /**
     * Reads all answers, interim ones left out.
     *
     * @throws IllegalArgumentException if it is anything but a row of whole answers; after a reset, the last may be cut off
     */
    static List<RawAnswer> parse(RawConnection.Said said) {
        String text = new String(said.bytes(), StandardCharsets.ISO_8859_1);
        List<RawAnswer> answers = new ArrayList<>();
        try {
            parse(text, answers);
        } catch (CutOffException e) {
            if (!said.reset()) {
                throw e;
            }
        }
        return answers;
    }

    private static void parse(String text, List<RawAnswer> answers) {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                throw new CutOffException("an answer without an end of its headers: " + text.substring(at));
            }
            String[] lines = text.substring(at, end).split("\r\n", -1);
            Matcher status = STATUS_LINE.matcher(lines[0]);
            if (!status.matches()) {
                throw new IllegalArgumentException("no status line: " + lines[0]);
            }
            Map<String, String> headers = headers(lines);
            at = end + 4;
            int length = bodyLength(Integer.parseInt(status.group(1)), headers, text, at);
            RawAnswer answer =
                    new RawAnswer(Integer.parseInt(status.group(1)), headers, text.substring(at, at + length));
            at += length;
            if (!answer.isInterim()) {
                answers.add(answer);
            }
        }
    }

    private static final class CutOffException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        CutOffException(String message) {
            super(message);
        }
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("no header: " + lines[i]);
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return headers;
    }

    private static int bodyLength(int status, Map<String, String> headers, String text, int at) {
        int rest = text.length() - at;
        if (status < 200 || status == NO_CONTENT || status == NOT_MODIFIED) {
            return 0;
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new IllegalArgumentException("a chunked answer to a request that asks for little");
        }
        String announced = headers.get("content-length");
        if (announced == null) {
            // To the end of the connection.
            return rest;
        }
        int length = Integer.parseInt(announced);
        // To a HEAD, an answer announces the body that it would have.
        if (rest == 0 || text.startsWith(START, at)) {
            return 0;
        }
        if (length > rest) {
            throw new CutOffException("an answer that ends before its end: " + text.substring(at));
        }
        return length;
    }
}
