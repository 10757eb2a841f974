package dev.eventlane.job.serial;

import dev.eventlane.core.event.FloatVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How the parts of records are written in the job's state and network. */
public final class Binary {
    private Binary() {}

    /** {@code DataOutput.writeUTF} would end at 64 KiB. */
    public static void writeString(String text, DataOutputView target) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    public static String readString(DataInputView source) throws IOException {
        return new String(readBytes(source), StandardCharsets.UTF_8);
    }

    public static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    public static byte[] readBytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return bytes;
    }

    public static void writeUuid(UUID uuid, DataOutputView target) throws IOException {
        target.writeLong(uuid.getMostSignificantBits());
        target.writeLong(uuid.getLeastSignificantBits());
    }

    public static UUID readUuid(DataInputView source) throws IOException {
        return new UUID(source.readLong(), source.readLong());
    }

    public static void writeVector(FloatVector vector, DataOutputView target) throws IOException {
        target.writeInt(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            target.writeFloat(vector.get(i));
        }
    }

    public static FloatVector readVector(DataInputView source) throws IOException {
        float[] values = new float[source.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.readFloat();
        }
        return FloatVector.of(values);
    }

    /**
     * Reads the version that a value's format begins with.
     *
     * @throws IOException if the value was written by a newer release than this
     */
    public static int readFormat(DataInputView source, int newest, String type) throws IOException {
        int format = source.readByte();
        if (format < 1 || format > newest) {
            throw new IOException(type + " was stored in format " + format + ", this release reads up to " + newest
                    + ": start the release that wrote the state, or a newer one");
        }
        return format;
    }
}
