package dev.eventlane.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigrationTest {
    @Test
    void migrations_are_numbered_without_gaps() {
        List<Integer> numbers = Migration.all().stream().map(Migration::number).toList();

        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void a_file_is_a_list_of_statements() {
        Migration migration =
                new Migration(1, "0001_x.sql", "-- why\nCREATE TABLE a (s String DEFAULT ';,');\n\nDROP TABLE b;\n");

        assertThat(migration.statements())
                .containsExactly("-- why\nCREATE TABLE a (s String DEFAULT ';,')", "DROP TABLE b");
    }
}
