package dev.eventlane.job.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A growing buffer that writes values in ClickHouse's RowBinary format: little-endian, without names or separators. It
 * is used again for the next batch and allocates nothing per value.
 *
 * <p>A nullable column takes {@link #writeNull()}, or {@link #writeNotNull()} followed by the value. An array takes
 * {@link #writeLength(int)} followed by its elements; so does a map, by key and value in turn. A LowCardinality column
 * is written as its inner type. Writers of narrow integers refuse values that do not fit rather than cutting them.
 *
 * <p>Not for use by several threads.
 */
@PublicEvolving
public final class RowBinaryOutput {

    private static final int INITIAL_BYTES = 1 << 12;
    private static final int MAX_VARINT_BYTES = 5;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** Forgets everything from {@code newSize} on; the memory is kept. */
    public void truncate(int newSize) {
        if (newSize < 0 || newSize > size) {
            throw new IllegalArgumentException("Cannot truncate to " + newSize + " bytes; " + size + " are written");
        }
        size = newSize;
    }

    /** Copies the bytes from {@code from} to before {@code to}. */
    public void copyTo(OutputStream target, int from, int to) throws IOException {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException(
                    "Cannot copy bytes " + from + " to " + to + "; " + size + " are written");
        }
        target.write(bytes, from, to - from);
    }

    /** A copy of the bytes written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeBool(boolean value) {
        put(value ? 1 : 0);
    }

    public void writeUInt8(int value) {
        checkRange("UInt8", value, 0, 0xFF);
        put(value);
    }

    public void writeUInt16(int value) {
        checkRange("UInt16", value, 0, 0xFFFF);
        putShort(value);
    }

    public void writeUInt32(long value) {
        checkRange("UInt32", value, 0, 0xFFFF_FFFFL);
        putInt((int) value);
    }

    /** Writes 64 bits as they are: a negative value is read as one above {@link Long#MAX_VALUE}. */
    public void writeUInt64(long value) {
        putLong(value);
    }

    /** Also writes an Enum8. */
    public void writeInt8(int value) {
        checkRange("Int8", value, Byte.MIN_VALUE, Byte.MAX_VALUE);
        put(value);
    }

    public void writeInt16(int value) {
        checkRange("Int16", value, Short.MIN_VALUE, Short.MAX_VALUE);
        putShort(value);
    }

    public void writeInt32(int value) {
        putInt(value);
    }

    public void writeInt64(long value) {
        putLong(value);
    }

    public void writeFloat32(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    public void writeFloat64(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /** Writes a DateTime64 as ticks since the epoch, of the column's precision: milliseconds for DateTime64(3). */
    public void writeDateTime64(long ticks) {
        putLong(ticks);
    }

    /** Writes a Date, which ends at 2149-06-06. */
    public void writeDate(LocalDate value) {
        long days = value.toEpochDay();
        checkRange("Date (days since 1970-01-01)", days, 0, 0xFFFF);
        putShort((int) days);
    }

    /** ClickHouse keeps a UUID as two numbers, the high half first, each little-endian. */
    public void writeUuid(UUID value) {
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    /** Writes a String as UTF-8. A surrogate without its partner becomes a question mark, as Java does it. */
    public void writeString(CharSequence value) {
        int length = Utf8.length(value);
        writeLength(length);
        reserve(length);
        Utf8.encode(value, bytes, size);
        size += length;
    }

    /** Writes bytes as a String; ClickHouse's String holds any bytes. */
    public void writeString(byte[] value) {
        writeLength(value.length);
        putBytes(value);
    }

    /** Writes a FixedString({@code length}); shorter values are filled up with zero bytes, longer ones refused. */
    public void writeFixedString(byte[] value, int length) {
        if (value.length > length) {
            throw new IllegalArgumentException("A value of " + value.length + " bytes does not fit FixedString("
                    + length + "); shorten it or widen the column");
        }
        putBytes(value);
        int padding = length - value.length;
        reserve(padding);
        Arrays.fill(bytes, size, size + padding, (byte) 0);
        size += padding;
    }

    public void writeNull() {
        put(1);
    }

    public void writeNotNull() {
        put(0);
    }

    /** Writes the number of elements of an array or map that follow. */
    public void writeLength(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("A length is " + length + "; it must not be negative");
        }
        reserve(MAX_VARINT_BYTES);
        int rest = length;
        while (rest > 0x7F) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes an Array(Float32). */
    public void writeFloat32Array(float[] values) {
        writeLength(values.length);
        for (float value : values) {
            writeFloat32(value);
        }
    }

    private static void checkRange(String type, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("A value does not fit " + type + "; it must be from " + min + " to "
                    + max + ", so widen the column or correct the encoder");
        }
    }

    private void put(int value) {
        reserve(Byte.BYTES);
        bytes[size++] = (byte) value;
    }

    private void putShort(int value) {
        reserve(Short.BYTES);
        LittleEndian.putShort(bytes, size, (short) value);
        size += Short.BYTES;
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        LittleEndian.putInt(bytes, size, value);
        size += Integer.BYTES;
    }

    private void putLong(long value) {
        reserve(Long.BYTES);
        LittleEndian.putLong(bytes, size, value);
        size += Long.BYTES;
    }

    private void putBytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
