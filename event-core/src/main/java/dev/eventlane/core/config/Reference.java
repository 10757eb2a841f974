package dev.eventlane.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** The reference of a program's variables, as the documents show it: made from the code, so that it cannot drift from it. */
public final class Reference {
    private Reference() {}

    /** A Markdown table of the variables, a line each. */
    public static String table(List<Setting<?>> settings) {
        return "| variable | default | must be | what it is |\n| --- | --- | --- | --- |\n"
                + settings.stream().map(Reference::line).collect(Collectors.joining());
    }

    private static String line(Setting<?> setting) {
        String names = setting.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", also "));
        String absent = setting.defaultText() == null ? "" : "`" + setting.defaultText() + "`";
        return "| " + names + " | " + absent + " | " + setting.type().rule() + " | " + setting.description() + " |\n";
    }
}
