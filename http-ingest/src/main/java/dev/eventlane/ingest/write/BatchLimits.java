package dev.eventlane.ingest.write;

import dev.eventlane.core.config.ConfigurationException;
import dev.eventlane.core.config.Setting;
import dev.eventlane.core.config.SettingType;
import dev.eventlane.core.config.Settings;
import java.util.List;

/**
 * How large batches may be.
 *
 * @param maxBytes the largest body, as it is sent and once decoded
 * @param maxItems the most items of one batch
 * @param maxHeldBytes what all batches may hold in memory together, from their first byte until their answer
 */
public record BatchLimits(int maxBytes, int maxItems, long maxHeldBytes) {
    public static final Setting<Long> MAX_BATCH_BYTES = Setting.of(
            "MAX_BATCH_BYTES",
            SettingType.dataSize(1, 256L << 20),
            "10MiB",
            "The largest body of POST /events/batch, once decoded.");
    public static final Setting<Integer> MAX_BATCH_ITEMS = Setting.of(
            "MAX_BATCH_ITEMS", SettingType.integer(1, 1_000_000), "10000", "The most items of one POST /events/batch.");
    public static final Setting<Long> MAX_HELD_BATCH_BYTES = Setting.of(
            "MAX_HELD_BATCH_BYTES",
            SettingType.dataSize(64 << 10, 1L << 30),
            "48MiB",
            "Bytes that all batches hold together, from their first byte until their answer; beyond, 503. At least MAX_BATCH_BYTES.");

    /** Everything that {@link #from} reads itself, for the reference. */
    public static final List<Setting<?>> SETTINGS = List.of(MAX_BATCH_BYTES, MAX_BATCH_ITEMS, MAX_HELD_BATCH_BYTES);

    /**
     * Reads the limits.
     *
     * @throws ConfigurationException if a variable breaks its rule
     */
    public static BatchLimits from(Settings settings) {
        BatchLimits limits = new BatchLimits(
                Math.toIntExact(settings.get(MAX_BATCH_BYTES)),
                settings.get(MAX_BATCH_ITEMS),
                settings.get(MAX_HELD_BATCH_BYTES));
        if (limits.maxHeldBytes < limits.maxBytes) {
            throw new ConfigurationException(MAX_HELD_BATCH_BYTES.name() + " is " + limits.maxHeldBytes
                    + " bytes; it must be at least " + MAX_BATCH_BYTES.name() + ", which is " + limits.maxBytes
                    + ", or the largest batch is never taken");
        }
        return limits;
    }
}
