/**
 * Client of Eventlane's HTTP API. {@link dev.eventlane.client.EventClient} is where to begin; what is public beside it are its
 * arguments, answers and exceptions.
 */
package dev.eventlane.client;
