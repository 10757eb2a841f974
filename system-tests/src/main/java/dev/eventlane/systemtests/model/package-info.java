/**
 * A load whose every choice comes from a seed, and an oracle that says what must come of it. The oracle shares no code with the
 * programs: it reads the operations from Kafka, in their true order, and applies the documented rules to them.
 */
package dev.eventlane.systemtests.model;
