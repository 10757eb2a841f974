/** How long it takes from the answer to a write until readers see it, measured with events of its own while the load runs. */
package dev.eventlane.benchmark.freshness;
