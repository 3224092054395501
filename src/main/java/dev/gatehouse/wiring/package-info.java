/**
 * How the parts are put together: the only place that knows both servers, the console and a
 * store's implementation. Not for embedders, who have {@code Gatehouse.builder()}.
 */
@NullMarked
package dev.gatehouse.wiring;

import org.jspecify.annotations.NullMarked;
