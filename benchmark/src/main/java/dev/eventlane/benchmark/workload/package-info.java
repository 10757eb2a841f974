/** What a run writes and what must come of it. All of it follows from a seed, so nothing has to be kept to check the result. */
package dev.eventlane.benchmark.workload;
