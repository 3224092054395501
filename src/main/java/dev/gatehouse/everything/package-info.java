/**
 * An "everything server" for those who build clients: the fixtures that the official conformance suite asks for, each behind a scope. {@code
 * --tools everything}. Sees {@code mcp} alone.
 */
@NullMarked
package dev.gatehouse.everything;

import org.jspecify.annotations.NullMarked;
