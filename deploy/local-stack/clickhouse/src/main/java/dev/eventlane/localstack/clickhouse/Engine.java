package dev.eventlane.localstack.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The C interface of libchdb: the whole of clickhouse-local behind one function. */
interface Engine extends Library {
    /** Runs clickhouse-local with these arguments and returns when it ends. */
    Pointer chdb_query_cmdline(int argc, Pointer argv);

    /** The error of a result; null or empty when there was none. */
    String chdb_result_error(Pointer result);
}
