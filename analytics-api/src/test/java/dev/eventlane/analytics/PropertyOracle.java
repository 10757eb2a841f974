package dev.eventlane.analytics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the filters of the contract find in one object, written down a second time, by its text alone. */
final class PropertyOracle {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final BigInteger SMALLEST = BigInteger.TWO.pow(63).negate();
    private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    /** By path; arrays and null are there, as what nothing matches, because they take the path from those behind them. */
    private final Map<String, Scalar> scalars = new HashMap<>();

    /** A value that may match. */
    private sealed interface Scalar {
        boolean matches(String value);
    }

    private record Text(String text) implements Scalar {
        @Override
        public boolean matches(String value) {
            return value.equals(text)
                    || (isFloat(value) && written(Double.parseDouble(value)).equals(text))
                    || (value.equals("-0") && text.equals("0"));
        }
    }

    private record Whole(BigInteger number) implements Scalar {
        @Override
        public boolean matches(String value) {
            return new Text(number.toString()).matches(value);
        }
    }

    private record Fraction(double number) implements Scalar {
        @Override
        public boolean matches(String value) {
            return isFloat(value)
                    ? Double.compare(Double.parseDouble(value), number) == 0
                    : new Text(written(number)).matches(value);
        }
    }

    private record Nothing() implements Scalar {
        @Override
        public boolean matches(String value) {
            return false;
        }
    }

    PropertyOracle(String object) throws IOException {
        if (holdsNumberBeyond(object)) {
            return;
        }
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            members("", parser);
        }
    }

    /** One such number, wherever it stands, and no filter finds the object. */
    private static boolean holdsNumberBeyond(String object) throws IOException {
        try (JsonParser parser = JSON.createParser(object)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isNumeric() && !fits(token, parser.getText())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean fits(JsonToken token, String text) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Double.isFinite(Double.parseDouble(text));
        }
        BigInteger number = new BigInteger(text);
        return number.compareTo(SMALLEST) >= 0 && number.compareTo(LARGEST) <= 0;
    }

    /** Whether the filter {@code properties.<path>=<value>} takes the object. */
    boolean matches(String path, String value) {
        return scalars.getOrDefault(path, new Nothing()).matches(value);
    }

    Iterable<String> paths() {
        return scalars.keySet();
    }

    private void members(String prefix, JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String path = prefix + name;
            JsonToken token = parser.nextToken();
            switch (token) {
                case START_OBJECT -> members(path + ".", parser);
                case START_ARRAY -> {
                    parser.skipChildren();
                    scalars.putIfAbsent(path, new Nothing());
                }
                case VALUE_NULL -> {}
                default -> scalars.putIfAbsent(path, scalar(token, parser.getText()));
            }
        }
    }

    private static Scalar scalar(JsonToken token, String text) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new Whole(new BigInteger(text));
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new Fraction(Double.parseDouble(text));
        }
        return new Text(text);
    }

    private static boolean isFloat(String value) {
        return NUMBER.matcher(value).matches()
                && !value.matches("-?\\d+")
                && Double.isFinite(Double.parseDouble(value));
    }

    /** As ClickHouse writes it, for numbers of few digits. */
    private static String written(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        if (!whole) {
            return String.valueOf(number);
        }
        return Double.compare(number, -0.0) == 0 ? "-0" : String.valueOf((long) number);
    }
}
