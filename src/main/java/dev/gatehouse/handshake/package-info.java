/**
 * What goes on, for those who watch: one typed event per decision that either server takes, published on the event bus at the place where it is taken, secrets already left
 * out. The log line is made from it and the live view listens to it: nobody scrapes logs.
 *
 * <p>Where somebody watches, the whole exchange around the decisions is published as well, every secret masked before it leaves the server.
 */
@NullMarked
package dev.gatehouse.handshake;

import org.jspecify.annotations.NullMarked;
