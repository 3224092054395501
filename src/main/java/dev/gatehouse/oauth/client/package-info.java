/**
 * Clients: what they registered, how they authenticate, and when one that comes again is the same.
 */
@NullMarked
package dev.gatehouse.oauth.client;

import org.jspecify.annotations.NullMarked;
