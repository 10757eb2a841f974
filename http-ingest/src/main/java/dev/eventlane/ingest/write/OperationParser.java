package dev.eventlane.ingest.write;

import dev.eventlane.core.event.InvalidFieldException;
import dev.eventlane.core.operation.Operation;
import dev.eventlane.http.BadRequestException;
import io.undertow.server.HttpServerExchange;

/** Reads the operation that a request asks for. */
@FunctionalInterface
interface OperationParser {
    Operation parse(HttpServerExchange exchange, byte[] body) throws InvalidFieldException, BadRequestException;
}
