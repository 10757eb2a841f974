package dev.eventlane.benchmark.report;

/**
 * When readers saw every operation.
 *
 * @param reached whether they ever did; if not, the times are those of the end of the wait
 * @param secondsAfterFirstRequest from the beginning of the first phase
 * @param secondsAfterLastAnswer from the last 202
 * @param operationsPerSecond all operations, over the time from the first request
 */
public record Queryable(
        boolean reached, double secondsAfterFirstRequest, double secondsAfterLastAnswer, double operationsPerSecond) {}
