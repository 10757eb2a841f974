/** Holds what the stack has stored and what it answers against the oracle: every row, every answer. */
package dev.eventlane.systemtests.check;
