package dev.eventlane.job.clickhouse.internal;

import java.io.IOException;
import java.util.UUID;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The committable's form in checkpoints and savepoints. A released version is never changed: a new form gets a new
 * number and this class goes on reading the old ones.
 */
@Internal
public final class InsertCommittableSerializer implements SimpleVersionedSerializer<InsertCommittable> {

    static final int VERSION = 1;

    private static final int FIXED_BYTES = 64;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InsertCommittable batch) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(FIXED_BYTES + batch.body().length);
        writeFields(batch, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public InsertCommittable deserialize(int version, byte[] serialized) throws IOException {
        return readFields(version, new DataInputDeserializer(serialized));
    }

    /** Writes the batch with its version. */
    static void write(InsertCommittable batch, DataOutputView out) throws IOException {
        out.writeInt(VERSION);
        writeFields(batch, out);
    }

    /** Reads what {@link #write} wrote, in this release or an older one. */
    static InsertCommittable read(DataInputView in) throws IOException {
        return readFields(in.readInt(), in);
    }

    private static void writeFields(InsertCommittable batch, DataOutputView out) throws IOException {
        out.writeLong(batch.id().getMostSignificantBits());
        out.writeLong(batch.id().getLeastSignificantBits());
        out.writeUTF(batch.table());
        out.writeInt(batch.rows());
        out.writeLong(batch.uncompressedBytes());
        out.writeLong(batch.oldestRowMillis());
        out.writeInt(batch.body().length);
        out.write(batch.body());
    }

    private static InsertCommittable readFields(int version, DataInputView in) throws IOException {
        if (version != VERSION) {
            throw new IOException("The checkpoint holds a ClickHouse batch in form " + version
                    + ", and this release reads form " + VERSION
                    + "; start the job with the release that wrote the checkpoint, or a newer one");
        }
        UUID id = new UUID(in.readLong(), in.readLong());
        String table = in.readUTF();
        int rows = in.readInt();
        long uncompressedBytes = in.readLong();
        long oldestRowMillis = in.readLong();
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new InsertCommittable(id, table, rows, uncompressedBytes, oldestRowMillis, body);
    }
}
