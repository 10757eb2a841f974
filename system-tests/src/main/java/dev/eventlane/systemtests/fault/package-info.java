/** What can be done to a running stack. Whatever it is, the stack must recover from it without a hand's help. */
package dev.eventlane.systemtests.fault;
