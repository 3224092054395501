/**
 * The live view of the handshake at {@code /console/}: listens to what both servers publish on the event bus, and shows it to people on
 * this computer.
 *
 * <p>May use {@code handshake}, {@code http} and {@code oauth}; sees neither server, which never see it. Holds no secret: what comes over
 * the bus is masked already.
 */
@NullMarked
package dev.gatehouse.console;

import org.jspecify.annotations.NullMarked;
