/**
 * The steps of the handshake and the endpoints that serve them; and what goes on there, for those
 * who watch: one typed {@link dev.gatehouse.handshake.Decision} at the place where it is taken,
 * secrets already left out.
 * Every {@link dev.gatehouse.handshake.DecisionListener} hears it: the log, the recording of the
 * request, an embedder. Nobody scrapes logs.
 *
 * <p>Where somebody watches, each {@link dev.gatehouse.handshake.ExchangeListener} hears the whole
 * exchange around the decisions as well, every secret masked before it leaves the server.
 */
@NullMarked
package dev.gatehouse.handshake;

import org.jspecify.annotations.NullMarked;
