/** The result of a run, for people (Markdown) and for programs (JSON). */
package dev.eventlane.benchmark.report;
