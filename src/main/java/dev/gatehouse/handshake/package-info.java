/**
 * One typed event per decision that either server takes, published on the event bus at the place where it is taken, secrets already left
 * out. The log line is made from it and the live view listens to it: nobody scrapes logs.
 */
@NullMarked
package dev.gatehouse.handshake;

import org.jspecify.annotations.NullMarked;
