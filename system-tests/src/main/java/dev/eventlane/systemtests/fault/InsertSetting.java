package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ModelledStack;

/**
 * Every insert asks the server for a setting under which it must refuse it.
 *
 * @param setting in the form of a query string, such as {@code readonly=1}
 */
record InsertSetting(String setting) implements RefusedInserts.Refusal {
    @Override
    public void begin(ModelledStack stack) {
        stack.proxy().addToInserts(setting);
    }

    @Override
    public void end(ModelledStack stack) {
        stack.proxy().addToInserts("");
    }
}
