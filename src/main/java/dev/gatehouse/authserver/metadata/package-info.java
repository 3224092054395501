/** Authorization server metadata, RFC 8414. */
@NullMarked
package dev.gatehouse.authserver.metadata;

import org.jspecify.annotations.NullMarked;
