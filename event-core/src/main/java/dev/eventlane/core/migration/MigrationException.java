package dev.eventlane.core.migration;

/** The database was not migrated by the files of this release. The message says what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationException(String message) {
        super(message);
    }
}
