/**
 * What the black-box tests share: the running product, a browser and a client that speak real HTTP to it.
 *
 * <p>In every test class, whatever it starts, {@code EventLoopWatch} fails it where a handler held up an event loop for more than 50 ms. It
 * measures the CPU time of the thread: the blocked-thread checker of Vert.x measures time on the wall, which on a busy machine says how
 * long a thread waited for its turn.
 */
package dev.gatehouse.testing;
