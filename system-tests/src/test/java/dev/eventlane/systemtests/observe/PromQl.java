package dev.eventlane.systemtests.observe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus's query language asks for. Only as much of the language is understood as that takes; whether the
 * expression is right is for Prometheus to say.
 *
 * @param selectors the metrics, in their order
 * @param grouping the labels that results are grouped or joined by
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
    private static final Pattern TOKEN = Pattern.compile(
            """
            (?x) "(?:[^"\\\\]|\\\\.)*"         # a text
               | \\[[^\\]]*\\]                  # a range
               | \\d[\\w.]*                     # a number or a duration
               | [a-zA-Z_:][a-zA-Z0-9_:]*       # a name
               | =~|!~|!=|==|>=|<=|\\S
            """);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    PromQl {
        selectors = List.copyOf(selectors);
        grouping = Set.copyOf(grouping);
    }

    static PromQl parse(String expression) {
        return new Parser(expression).parse();
    }

    private static final class Parser {
        private final String expression;
        private final List<String> tokens;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> grouping = new LinkedHashSet<>();
        private int at;

        Parser(String expression) {
            this.expression = expression;
            this.tokens =
                    TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        }

        PromQl parse() {
            while (at < tokens.size()) {
                String token = tokens.get(at++);
                if (token.equals("{")) {
                    throw new IllegalArgumentException("a selector without a name in " + expression);
                }
                if (NAME.matcher(token).matches() && !OPERATORS.contains(token)) {
                    named(token);
                }
            }
            return new PromQl(selectors, grouping);
        }

        private void named(String name) {
            if (GROUPING.contains(name)) {
                labels();
            } else if (!isFunction()) {
                selectors.add(new Selector(name, matchers()));
            }
        }

        private boolean isFunction() {
            return at < tokens.size() && (tokens.get(at).equals("(") || GROUPING.contains(tokens.get(at)));
        }

        private void labels() {
            if (tokens.get(at).equals("(")) {
                for (at++; !tokens.get(at).equals(")"); at++) {
                    if (!tokens.get(at).equals(",")) {
                        grouping.add(tokens.get(at));
                    }
                }
                at++;
            }
        }

        private List<Selector.Matcher> matchers() {
            List<Selector.Matcher> matchers = new ArrayList<>();
            if (at < tokens.size() && tokens.get(at).equals("{")) {
                for (at++; !tokens.get(at).equals("}"); ) {
                    if (tokens.get(at).equals(",")) {
                        at++;
                        continue;
                    }
                    String text = tokens.get(at + 2);
                    matchers.add(new Selector.Matcher(
                            tokens.get(at), tokens.get(at + 1), text.substring(1, text.length() - 1)));
                    at += 3;
                }
                at++;
            }
            return matchers;
        }
    }
}
