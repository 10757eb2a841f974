package dev.eventlane.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;

/** Tells observers of every request, whoever answers it. The server must record when requests start. */
final class ObservedRequests implements HttpHandler, ExchangeCompletionListener {
    private final List<RequestObserver> observers;
    private final HttpHandler next;

    ObservedRequests(List<RequestObserver> observers, HttpHandler next) {
        this.observers = List.copyOf(observers);
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        exchange.addExchangeCompleteListener(this);
        next.handleRequest(exchange);
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        try {
            long nanos = System.nanoTime() - exchange.getRequestStartTime();
            for (RequestObserver observer : observers) {
                observer.ended(exchange, nanos);
            }
        } finally {
            nextListener.proceed();
        }
    }
}
