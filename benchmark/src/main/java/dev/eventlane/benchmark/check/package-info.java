/** Whether readers see exactly what the run wrote. */
package dev.eventlane.benchmark.check;
