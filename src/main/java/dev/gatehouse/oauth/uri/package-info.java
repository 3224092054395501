/**
 * URIs as OAuth compares them: redirect URIs, resource indicators, client identifiers, well-known locations, and the hosts in them.
 */
@NullMarked
package dev.gatehouse.oauth.uri;

import org.jspecify.annotations.NullMarked;
