package dev.eventlane.job.serial;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink which serializer a type has. All types of the job are given one by hand: none is left to reflection. */
public final class ImmutableTypeInformation<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final ImmutableSerializer<T> serializer;
    private final boolean keyType;

    private ImmutableTypeInformation(Class<T> type, ImmutableSerializer<T> serializer, boolean keyType) {
        this.type = type;
        this.serializer = serializer;
        this.keyType = keyType;
    }

    public static <T> ImmutableTypeInformation<T> of(Class<T> type, ImmutableSerializer<T> serializer) {
        return new ImmutableTypeInformation<>(type, serializer, false);
    }

    /** Of a type whose {@code hashCode} is the same in every process, so that state can be kept by it. */
    public static <T> ImmutableTypeInformation<T> ofKey(Class<T> type, ImmutableSerializer<T> serializer) {
        return new ImmutableTypeInformation<>(type, serializer, true);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return keyType;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImmutableTypeInformation<?> information
                && type.equals(information.type)
                && serializer.equals(information.serializer);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ImmutableTypeInformation<?>;
    }
}
