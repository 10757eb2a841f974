/** Rounds of load, harm, recovery and comparison, for as long as is asked. */
package dev.eventlane.systemtests.chaos;
