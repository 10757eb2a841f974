package dev.eventlane.localstack.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a program is to a ClickHouse server that somebody else runs.
 *
 * @param password empty when the user has none, or when it lies in a file; never logged
 * @param passwordFile absent when the password is given directly
 */
public record ClickHouseLogin(String user, String password, Optional<Path> passwordFile) {
    /** The user that {@code <prefix>_USER} names; empty when it is not set. */
    static Optional<ClickHouseLogin> from(Variables variables, String prefix) {
        return variables.text(prefix + "_USER").map(user -> of(user, variables, prefix));
    }

    /** This user with the password of {@code <prefix>_PASSWORD} or {@code <prefix>_PASSWORD_FILE}. */
    static ClickHouseLogin of(String user, Variables variables, String prefix) {
        return new ClickHouseLogin(
                user,
                variables.text(prefix + "_PASSWORD").orElse(""),
                variables.text(prefix + "_PASSWORD_FILE").map(Path::of));
    }

    @Override
    public String toString() {
        return "ClickHouseLogin[" + user + "]";
    }
}
