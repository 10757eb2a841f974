package dev.eventlane.job.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBinaryOutputTest {

    private final RowBinaryOutput out = new RowBinaryOutput();

    @Test
    void integers_are_little_endian() {
        out.writeUInt8(0xFE);
        out.writeUInt16(0x1234);
        out.writeUInt32(0xFFFF_FFFEL);
        out.writeUInt64(-2);
        out.writeInt8(-2);
        out.writeInt16(-2);
        out.writeInt32(-2);
        out.writeInt64(0x0102_0304_0506_0708L);

        assertThat(hex())
                .isEqualTo("fe" + "3412" + "feffffff" + "feffffffffffffff" + "fe" + "feff" + "feffffff"
                        + "0807060504030201");
    }

    @Test
    void floats_are_their_bits_little_endian() {
        out.writeFloat32(1.5f);
        out.writeFloat64(-2.0);

        assertThat(hex()).isEqualTo("0000c03f" + "00000000000000c0");
    }

    @Test
    void a_uuid_is_its_high_half_then_its_low_half() {
        out.writeUuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));

        assertThat(hex()).isEqualTo("7766554433221100" + "ffeeddccbbaa9988");
    }

    @Test
    void a_bool_is_one_byte_and_null_is_a_one_before_nothing() {
        out.writeBool(true);
        out.writeBool(false);
        out.writeNull();
        out.writeNotNull();

        assertThat(hex()).isEqualTo("01" + "00" + "01" + "00");
    }

    @Test
    void dates_count_days_and_date_times_ticks() {
        out.writeDate(LocalDate.of(1970, 1, 3));
        out.writeDateTime64(1);

        assertThat(hex()).isEqualTo("0200" + "0100000000000000");
    }

    @Test
    void an_array_is_its_length_and_elements() {
        out.writeFloat32Array(new float[] {1.5f, 0});

        assertThat(hex()).isEqualTo("02" + "0000c03f" + "00000000");
    }

    @Test
    void a_fixed_string_is_filled_up_with_zeros() {
        out.writeFixedString(new byte[] {1, 2}, 4);

        assertThat(hex()).isEqualTo("01020000");
    }

    @Test
    void filling_up_overwrites_what_an_earlier_row_left_in_the_buffer() {
        out.writeUInt64(-1);
        out.truncate(0);

        out.writeFixedString(new byte[0], 4);

        assertThat(hex()).isEqualTo("00000000");
    }

    @Test
    void lengths_are_varints() {
        out.writeLength(0);
        out.writeLength(127);
        out.writeLength(128);
        out.writeLength(Integer.MAX_VALUE);

        assertThat(hex()).isEqualTo("00" + "7f" + "8001" + "ffffffff07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "ärger",
                "日本語",
                "tears 😀 of joy",
                "lone \uD83D high",
                "lone \uDE00 low",
                "end \uD83D",
                "\u0000\u007F\u0080\u07FF\u0800\uFFFF"
            })
    void a_string_is_its_length_in_bytes_and_utf8_as_java_makes_it(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        out.writeString(text);

        assertThat(hex())
                .isEqualTo(HexFormat.of().toHexDigits((byte) utf8.length)
                        + HexFormat.of().formatHex(utf8));
    }

    @Test
    void a_long_string_grows_the_buffer() {
        String text = "é".repeat(100_000);

        out.writeString(text);
        out.writeString(new byte[] {7});

        assertThat(out.size()).isEqualTo(3 + 200_000 + 2);
        assertThat(new String(out.toByteArray(), 3, 200_000, StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void a_range_can_be_copied_out() throws IOException {
        out.writeString("abc");
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        out.copyTo(target, 1, 3);

        assertThat(target.toByteArray()).isEqualTo(new byte[] {'a', 'b'});
        assertThatThrownBy(() -> out.copyTo(target, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_does_not_fit_its_type_is_refused() {
        assertThatThrownBy(() -> out.writeUInt8(256))
                .hasMessageContaining("UInt8")
                .hasMessageContaining("0 to 255");
        assertThatThrownBy(() -> out.writeUInt16(-1)).hasMessageContaining("UInt16");
        assertThatThrownBy(() -> out.writeUInt32(-1)).hasMessageContaining("UInt32");
        assertThatThrownBy(() -> out.writeInt8(128)).hasMessageContaining("Int8");
        assertThatThrownBy(() -> out.writeInt16(40_000)).hasMessageContaining("Int16");
        assertThatThrownBy(() -> out.writeDate(LocalDate.of(2200, 1, 1))).hasMessageContaining("Date");
        assertThatThrownBy(() -> out.writeFixedString(new byte[3], 2)).hasMessageContaining("FixedString(2)");
        assertThatThrownBy(() -> out.writeLength(-1)).hasMessageContaining("negative");
        assertThatThrownBy(() -> out.truncate(1)).hasMessageContaining("0 are written");
        assertThat(out.size()).isZero();
    }

    private String hex() {
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
