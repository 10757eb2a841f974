package dev.eventlane.core.event;

import java.util.Arrays;

/** An immutable vector of 32-bit floats, such as an embedding. Equality is by value. */
public final class FloatVector {
    public static final FloatVector EMPTY = new FloatVector(new float[0]);

    private final float[] values;

    private FloatVector(float[] values) {
        this.values = values;
    }

    public static FloatVector of(float... values) {
        return values.length == 0 ? EMPTY : new FloatVector(values.clone());
    }

    public int size() {
        return values.length;
    }

    public float get(int index) {
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatVector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FloatVector[size=" + values.length + "]";
    }
}
