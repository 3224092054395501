/** The protected-resource metadata of RFC 9728, the URLs it stands under, and the hints for clients that ask the wrong server. */
@NullMarked
package dev.gatehouse.resourceserver.metadata;

import org.jspecify.annotations.NullMarked;
