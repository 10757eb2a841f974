package dev.eventlane.ingest.abuse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Makes bodies: valid ones of the contract, and what somebody may send instead. */
final class BodyGrammar {
    private static final List<String> TEXTS = List.of(
            "conversation_metadata",
            "error",
            "input",
            "output",
            "source",
            "user_id",
            "conversation_id",
            "event_name",
            "event_type");
    private static final List<String> NUMBERS = List.of("latency", "value");
    private static final List<String> VECTORS = List.of("input_embeddings", "output_embeddings");
    private static final List<String> OTHERS =
            List.of("id", "created_at", "properties", "operation", "operation_id", "colour", "");

    private final Dice dice;

    BodyGrammar(Dice dice) {
        this.dice = dice;
    }

    /** A body for some route: mostly an object with members that it may have. */
    byte[] body() {
        byte[] body = document().getBytes(StandardCharsets.UTF_8);
        return dice.oneIn(5) ? mutated(body) : body;
    }

    private String document() {
        return switch (dice.below(14)) {
            case 0 -> "";
            case 1 -> value(0);
            case 2 -> object() + object();
            case 3 -> "[" + object() + "," + object() + "]";
            case 4 -> object() + "\n" + object() + "\n";
            case 5 -> " ".repeat(dice.below(20_000)) + object();
            case 6 -> deep();
            case 7 -> "\uFEFF" + object();
            default -> object();
        };
    }

    private String object() {
        List<String> members = new ArrayList<>();
        switch (dice.below(4)) {
            case 0 -> {
                members.add(member("conversation_id", text()));
                members.add(member("event_name", "\"event_a\""));
            }
            case 1 -> {
                members.add(member("event_type", "\"page_view\""));
                members.add(member("source", text()));
                members.add(member("created_at", time()));
            }
            default -> members.add(member("error", text()));
        }
        for (int more = dice.below(4); more > 0; more--) {
            members.add(anyMember());
        }
        if (dice.oneIn(12)) {
            members.add(dice.of(members));
        }
        return "{" + String.join(dice.oneIn(10) ? " ,\t" : ",", members) + "}";
    }

    private String anyMember() {
        return switch (dice.below(8)) {
            case 0, 1, 2 -> member(dice.of(TEXTS), text());
            case 3 -> member(dice.of(NUMBERS), number());
            case 4 -> member(dice.of(VECTORS), vector());
            case 5 -> member("properties", "{" + member("k", value(0)) + "}");
            case 6 -> member(dice.of(OTHERS), dice.of(uuid(), time(), value(0)));
            default -> member(dice.of(dice.of(TEXTS), dice.of(NUMBERS), dice.of(OTHERS)), value(0));
        };
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private String value(int depth) {
        return switch (dice.below(depth > 6 ? 6 : 9)) {
            case 0 -> dice.of("null", "true", "false", "NaN", "Infinity", "undefined", "nul", "'x'", "");
            case 1, 2 -> number();
            case 3, 4 -> text();
            case 5 -> dice.of(uuid(), time());
            case 6 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            case 7 -> "{" + member("a", value(depth + 1)) + "," + member("b", value(depth + 1)) + "}";
            default -> dice.of("[]", "{}", "[,]", "{\"a\"}", "[1,]", "{,}");
        };
    }

    private String number() {
        return switch (dice.below(9)) {
            case 0 -> Integer.toString(dice.below(1_000));
            case 1 -> Double.toString(dice.gauss());
            case 2 ->
                dice.of("-0", "-0.0", "1e999", "-1e999", "1e-999", "4.9e-324", "1.7976931348623157E308", "3.5e38");
            case 3 ->
                dice.of("9223372036854775807", "-9223372036854775809", "18446744073709551616", "1" + "0".repeat(400));
            case 4 -> "1".repeat(1 + dice.below(3_000));
            case 5 -> "0." + "3".repeat(1 + dice.below(2_000));
            case 6 -> dice.of("01", "+1", ".5", "5.", "1e", "0x10", "1_000", "--1", "1e+", "1E400000000");
            case 7 -> Long.toString(dice.anyLong());
            default -> dice.of("\"1\"", "null", "true", "[1]");
        };
    }

    private String text() {
        return switch (dice.below(12)) {
            case 0 -> "\"\"";
            case 1 -> "\"" + "x".repeat(dice.below(300)) + "\"";
            case 2 -> "\"世界 🙂 ü \u0301\"";
            case 3 -> dice.of("\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\ud83d\\ude42\"", "\"\\uFFFF\"");
            case 4 -> dice.of("\"\\x\"", "\"\\u12\"", "\"open", "\"a\tb\"", "\"a\nb\"", "\"\u0001\"");
            case 5 -> "\"" + "\\u00e9".repeat(dice.below(200)) + "\"";
            case 6 -> "\"" + "y".repeat(dice.below(20_000)) + "\"";
            case 7 ->
                dice.of("\"'; DROP TABLE events; --\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"{}\"", "\"<script>\"");
            case 8 -> dice.of("null", "1", "[]", "{}");
            default -> "\"conv_" + dice.below(1_000) + "\"";
        };
    }

    private String time() {
        return dice.of(
                "\"2026-03-27T12:00:00Z\"",
                "\"2026-03-27T12:00:00.123456789+02:00\"",
                "\"1969-12-31T23:59:59.999Z\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"+1000000000-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2026-03-27T24:00:00Z\"",
                "\"2016-12-31T23:59:60Z\"",
                "\"2026-03-27\"",
                "1774612800000");
    }

    private String uuid() {
        return dice.of(
                "\"" + new UUID(dice.anyLong(), dice.anyLong()) + "\"",
                "\"00000000-0000-0000-0000-000000000000\"",
                "\"1-1-1-1-1\"",
                "\"0195D6A0-0000-7000-8000-00000000000A\"",
                "\"{0195d6a0-0000-7000-8000-00000000000a}\"");
    }

    private String vector() {
        int size = dice.of(0, 1, 3, 1_000);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add(dice.oneIn(50) ? number() : Double.toString(dice.gauss()));
        }
        return "[" + String.join(",", numbers) + "]";
    }

    private String deep() {
        int depth = dice.of(10, 100, 999, 1_000, 1_001, 5_000, 50_000);
        String nested = dice.oneIn(2) ? "[".repeat(depth) : "{\"a\":".repeat(depth);
        return dice.of("{\"properties\":{\"a\":" + nested, "{\"input\":" + nested, nested);
    }

    /** The same bytes, cut, doubled or changed somewhere. */
    byte[] mutated(byte[] bytes) {
        if (bytes.length == 0) {
            return dice.bytes(dice.below(20));
        }
        int from = dice.below(bytes.length);
        int to = from + dice.below(Math.min(bytes.length - from, 40) + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (dice.below(6)) {
            case 0 -> out.write(bytes, 0, from);
            case 1 -> {
                out.write(bytes, 0, from);
                out.write(bytes, to, bytes.length - to);
            }
            case 2 -> {
                out.write(bytes, 0, to);
                out.write(bytes, from, bytes.length - from);
            }
            case 3 -> {
                out.write(bytes, 0, from);
                out.writeBytes(dice.bytes(1 + dice.below(8)));
                out.write(bytes, from, bytes.length - from);
            }
            case 4 -> {
                byte[] flipped = bytes.clone();
                flipped[from] ^= (byte) (1 << dice.below(8));
                out.writeBytes(flipped);
            }
            default -> {
                out.write(bytes, 0, from);
                out.writeBytes(dice.of("\r\n", "\n", "\r", "\0", "\r\n\r\n", " ", ":", "%", "\u0080", "\"", "}")
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.write(bytes, from, bytes.length - from);
            }
        }
        return Arrays.copyOf(out.toByteArray(), out.size());
    }
}
