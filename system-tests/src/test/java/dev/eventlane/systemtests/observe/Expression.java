package dev.eventlane.systemtests.observe;

/**
 * An expression that an operator relies on.
 *
 * @param place where it stands, for people
 * @param text as Prometheus evaluates it
 */
record Expression(String place, String text) {
    PromQl parsed() {
        return PromQl.parse(text);
    }

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
