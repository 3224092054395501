/**
 * Server-sent events, HTML Standard §9.2: what an event looks like on the wire, and the response that carries events to a reader who may
 * be slow or gone. The MCP transport and the console write with it.
 *
 * <p>Above {@code http}, which it may use; knows neither MCP nor the console.
 */
@NullMarked
package dev.gatehouse.http.sse;

import org.jspecify.annotations.NullMarked;
