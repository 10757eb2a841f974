package dev.eventlane.benchmark.load;

import dev.eventlane.benchmark.http.Answer;
import dev.eventlane.benchmark.http.ByteText;
import java.io.IOException;

/** How operations become requests, and what the answers mean. Used by one thread. */
interface Writes {
    /** How many operations a request carries at most. */
    int itemsPerRequest();

    void encode(Items items, ByteText request);

    /** Also removes from the items what need not be sent again. */
    Outcome judge(Items items, Answer answer) throws IOException;
}
