/**
 * Clients that describe themselves at a URL (draft-ietf-oauth-client-id-metadata-document) or keep their keys at one (RFC 7591 §2
 * {@code jwks_uri}). Fetches through {@code outbound}; what a document must say, {@code registration} knows.
 */
@NullMarked
package dev.gatehouse.authserver.document;

import org.jspecify.annotations.NullMarked;
