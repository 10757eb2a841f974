package dev.eventlane.replay;

import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a run of the command found and did.
 *
 * @param topic the topic of dead letters
 * @param readByReason how many dead letters there are of each reason
 * @param foreign how many records are no dead letters of ours; they are left alone
 * @param selected how many the options leave
 * @param planned how many of them are to be replayed: without {@code --again} not those that were replayed before
 * @param cameBack how many of the planned are replays that became dead letters again
 * @param replayed how many were replayed
 */
record ReplayResult(
        String topic,
        SortedMap<String, Integer> readByReason,
        int foreign,
        int selected,
        int planned,
        int cameBack,
        int replayed) {

    /** What was found, a line each. */
    String found() {
        int read = readByReason.values().stream().mapToInt(Integer::intValue).sum();
        String reasons = readByReason.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
        String text = "dead letters in " + topic + ": " + read + reasons + "\nselected: " + selected
                + "\nreplayed before, so left out: " + (selected - planned);
        if (cameBack > 0) {
            text += "\ncame back from an earlier replay: " + cameBack + "; their cause was not mended then";
        }
        if (foreign > 0) {
            text += "\nleft alone: " + foreign + " records that are no dead letters";
        }
        return text;
    }
}
