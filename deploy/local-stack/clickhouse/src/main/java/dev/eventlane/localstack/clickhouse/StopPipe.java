package dev.eventlane.localstack.clickhouse;

/**
 * What the engine waits on. Its last statement reads lines from this pipe into nothing; the end of the pipe is the end
 * of the statement, and so a clean stop of the server.
 */
final class StopPipe implements AutoCloseable {
    private final LibC libc;
    private final int readEnd;
    private final int writeEnd;

    private StopPipe(LibC libc, int readEnd, int writeEnd) {
        this.libc = libc;
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    /** @throws IllegalStateException if the process has no file descriptors left */
    static StopPipe open(LibC libc) {
        int[] ends = new int[2];
        if (libc.pipe(ends) != 0) {
            throw new IllegalStateException("no pipe could be opened: too many open files");
        }
        return new StopPipe(libc, ends[0], ends[1]);
    }

    /** The statement that returns when this pipe is closed. */
    String blockingStatement() {
        return "INSERT INTO FUNCTION null('line String') FROM INFILE '/dev/fd/" + readEnd + "' FORMAT LineAsString";
    }

    @Override
    public void close() {
        libc.close(writeEnd);
    }
}
