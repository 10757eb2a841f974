package dev.eventlane.systemtests.fault;

import dev.eventlane.systemtests.ModelledStack;
import dev.eventlane.systemtests.fault.Ambush.Place;

/** Something happens to an insert on its way, so that the job cannot know what became of the rows. */
enum AmbushedInsert implements Fault {
    KILL_IN_BODY("kill clickhouse within an insert", Place.IN_BODY, true),
    KILL_AFTER_BODY("kill clickhouse after an insert's body", Place.AFTER_BODY, true),
    CUT_AFTER_BODY("cut the connection after an insert's body", Place.AFTER_BODY, false),
    CUT_INSTEAD_OF_ANSWER("cut the connection instead of an insert's answer", Place.INSTEAD_OF_ANSWER, false);

    private static final long BOUND_SECONDS = 60;

    private final String title;
    private final Place place;
    private final boolean kills;

    AmbushedInsert(String title, Place place, boolean kills) {
        this.title = title;
        this.place = place;
        this.kills = kills;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void strike(ModelledStack stack) throws InterruptedException {
        Ambush ambush = new Ambush(place, () -> {
            if (kills) {
                stack.stack().process("clickhouse").kill();
            }
        });
        stack.proxy().lay(ambush);
        if (!ambush.awaitSprung(BOUND_SECONDS)) {
            throw new IllegalStateException("no insert came within " + BOUND_SECONDS + " s");
        }
    }
}
