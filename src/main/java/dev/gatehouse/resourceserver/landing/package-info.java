/**
 * What a person sees at {@code /}: what this server is, how to connect a client, and a login of its own to try the tools with.
 *
 * <p>The page is an OAuth client like any other: it finds the authorization server by its metadata and talks to it, and to {@code /mcp},
 * over HTTP. Its tokens stay on the server; the browser holds a cookie that names them and nothing else. May use {@code http},
 * {@code oauth}, {@code handshake}, {@code mcp} and {@code resourceserver.metadata}.
 */
@NullMarked
package dev.gatehouse.resourceserver.landing;

import org.jspecify.annotations.NullMarked;
