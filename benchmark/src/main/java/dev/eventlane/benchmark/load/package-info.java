/** Sends the operations of a phase from one thread, over a fixed number of connections, each with one request under way. */
package dev.eventlane.benchmark.load;
