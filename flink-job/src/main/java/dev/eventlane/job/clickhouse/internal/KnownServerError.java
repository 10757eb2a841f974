package dev.eventlane.job.clickhouse.internal;

import static dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind.AMBIGUOUS;
import static dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind.REFUSED;
import static dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind.TURNED_AWAY;

import dev.eventlane.job.clickhouse.internal.InsertOutcome.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** ClickHouse's errors that an insert is known to meet, and what each means for it. Names are those of the server. */
enum KnownServerError {
    MEMORY_LIMIT_EXCEEDED(241, TURNED_AWAY, Hints.MEMORY),
    CANNOT_ALLOCATE_MEMORY(173, TURNED_AWAY, Hints.MEMORY),
    TOO_MANY_PARTS(252, TURNED_AWAY, "merges lag behind: see system.merges, disk speed, and the checkpoint interval"),
    TOO_MANY_SIMULTANEOUS_QUERIES(202, TURNED_AWAY, Hints.LOAD),
    SERVER_OVERLOADED(745, TURNED_AWAY, Hints.LOAD),
    CANNOT_SCHEDULE_TASK(439, TURNED_AWAY, Hints.LOAD),
    TIMEOUT_EXCEEDED(159, TURNED_AWAY, Hints.LOAD),
    TOO_SLOW(160, TURNED_AWAY, Hints.LOAD),
    DEADLOCK_AVOIDED(473, TURNED_AWAY, Hints.LOAD),
    QUOTA_EXCEEDED(201, TURNED_AWAY, "the user's quota is used up: see system.quota_usage"),
    READONLY(
            164,
            TURNED_AWAY,
            "the server or the user may only read: if that is for good, give the sink a user whose profile has readonly=0"),
    TABLE_IS_READ_ONLY(242, TURNED_AWAY, Hints.KEEPER),
    TABLE_IS_PERMANENTLY_READ_ONLY(
            774,
            TURNED_AWAY,
            "the table is read-only, by its setting table_readonly or its disk: see SHOW CREATE TABLE"),
    NOT_ENOUGH_SPACE(243, TURNED_AWAY, Hints.DISK),
    CANNOT_WRITE_TO_FILE_DESCRIPTOR(75, TURNED_AWAY, Hints.DISK),
    CANNOT_OPEN_FILE(76, TURNED_AWAY, Hints.DISK),
    CANNOT_CREATE_DIRECTORY(172, TURNED_AWAY, Hints.DISK),
    /** What the operating system refused, such as a file on a disk that is mounted read-only. */
    STD_EXCEPTION(1001, TURNED_AWAY, Hints.DISK),
    S3_ERROR(499, TURNED_AWAY, "the object storage behind the table fails: see the server's log"),
    NETWORK_ERROR(210, TURNED_AWAY, Hints.NETWORK),
    SOCKET_TIMEOUT(209, TURNED_AWAY, Hints.NETWORK),
    NO_FREE_CONNECTION(203, TURNED_AWAY, Hints.NETWORK),
    DNS_ERROR(198, TURNED_AWAY, Hints.NETWORK),
    ALL_CONNECTION_TRIES_FAILED(279, TURNED_AWAY, Hints.NETWORK),
    SYSTEM_ERROR(425, TURNED_AWAY, "the server's operating system refused something: see the server's log"),
    ABORTED(236, TURNED_AWAY, Hints.STOPPING),
    QUERY_WAS_CANCELLED(394, TURNED_AWAY, Hints.STOPPING),
    NOT_INITIALIZED(667, TURNED_AWAY, Hints.STARTING),
    ASYNC_LOAD_WAIT_FAILED(722, TURNED_AWAY, Hints.STARTING),
    NO_ZOOKEEPER(225, TURNED_AWAY, Hints.KEEPER),
    KEEPER_EXCEPTION(999, TURNED_AWAY, Hints.KEEPER),
    TOO_FEW_LIVE_REPLICAS(285, TURNED_AWAY, Hints.REPLICAS),
    UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE(286, TURNED_AWAY, Hints.REPLICAS),
    REPLICA_IS_NOT_IN_QUORUM(289, TURNED_AWAY, Hints.REPLICAS),

    UNKNOWN_STATUS_OF_INSERT(319, AMBIGUOUS, Hints.KEEPER),
    UNKNOWN_STATUS_OF_TRANSACTION(659, AMBIGUOUS, Hints.KEEPER),

    NO_SUCH_COLUMN_IN_TABLE(16, REFUSED, Hints.SCHEMA),
    NUMBER_OF_COLUMNS_DOESNT_MATCH(20, REFUSED, Hints.SCHEMA),
    ILLEGAL_COLUMN(44, REFUSED, Hints.SCHEMA),
    UNKNOWN_IDENTIFIER(47, REFUSED, Hints.SCHEMA),
    UNKNOWN_TYPE(50, REFUSED, Hints.SCHEMA),
    TYPE_MISMATCH(53, REFUSED, Hints.SCHEMA),
    UNKNOWN_TABLE(60, REFUSED, "create the table in the sink's database, or correct the table's name"),
    CANNOT_CONVERT_TYPE(70, REFUSED, Hints.SCHEMA),
    UNKNOWN_DATABASE(81, REFUSED, "create the database, or correct the sink's database"),
    INCORRECT_DATA(117, REFUSED, Hints.SCHEMA),
    CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN(349, REFUSED, Hints.SCHEMA),
    CANNOT_PARSE_QUOTED_STRING(26, REFUSED, Hints.ENCODER),
    CANNOT_PARSE_INPUT_ASSERTION_FAILED(27, REFUSED, Hints.ENCODER),
    ATTEMPT_TO_READ_AFTER_EOF(32, REFUSED, Hints.ENCODER),
    CANNOT_READ_ALL_DATA(33, REFUSED, Hints.ENCODER),
    TOO_LARGE_STRING_SIZE(131, REFUSED, Hints.ENCODER),
    TOO_LARGE_ARRAY_SIZE(128, REFUSED, Hints.ENCODER),
    VIOLATED_CONSTRAINT(469, REFUSED, "a row violates a constraint of the table: see SHOW CREATE TABLE"),
    UNKNOWN_SETTING(115, REFUSED, "correct the sink's server settings, or upgrade ClickHouse"),
    NOT_IMPLEMENTED(48, REFUSED, "this table's engine does not take such inserts"),
    UNKNOWN_USER(192, REFUSED, Hints.RIGHTS),
    WRONG_PASSWORD(193, REFUSED, Hints.RIGHTS),
    REQUIRED_PASSWORD(194, REFUSED, Hints.RIGHTS),
    ACCESS_DENIED(497, REFUSED, Hints.RIGHTS),
    AUTHENTICATION_FAILED(516, REFUSED, Hints.RIGHTS);

    private static final Map<Integer, KnownServerError> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(e -> e.code, Function.identity()));

    final int code;
    final Kind kind;
    final String hint;

    KnownServerError(int code, Kind kind, String hint) {
        this.code = code;
        this.kind = kind;
        this.hint = hint;
    }

    static Optional<KnownServerError> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** What several errors ask an operator to look at. */
    private static final class Hints {
        static final String MEMORY = "the server is short of memory: see system.processes and max_server_memory_usage";
        static final String LOAD = "the server is overloaded: see system.processes and system.merges";
        static final String DISK = "the server cannot write: see system.disks";
        static final String NETWORK = "the server's network fails: see the server's log";
        static final String KEEPER = "the server lost its Keeper: see system.replicas and the Keeper ensemble";
        static final String REPLICAS = "too few replicas take part: see system.replicas";
        static final String STARTING = "the server is still starting: see the server's log";
        static final String STOPPING = "the insert was cut short by a stop or KILL QUERY: see the server's log";
        static final String SCHEMA =
                "compare the encoder's columns with DESCRIBE TABLE and migrate the one that is old";
        static final String ENCODER = "the row encoder writes other values than its columns name; correct it";
        static final String RIGHTS = "give the sink's user the right password and the INSERT right on the table";

        private Hints() {}
    }
}
