package dev.eventlane.http;

/**
 * Where a server listens.
 *
 * @param host the address of an interface of this machine
 * @param port 0 picks a free one
 * @param portVariable the variable that sets the port, for messages
 */
public record ListenAddress(String host, int port, String portVariable) {}
