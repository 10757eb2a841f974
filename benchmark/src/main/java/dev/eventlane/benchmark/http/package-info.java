/** HTTP/1.1 over keep-alive connections that one thread serves, and that cost as little as possible of the cores that are measured. */
package dev.eventlane.benchmark.http;
