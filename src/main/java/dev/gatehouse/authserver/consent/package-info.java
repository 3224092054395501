/** What the user lets the client have: the consent form and the code that comes of it. */
@NullMarked
package dev.gatehouse.authserver.consent;

import org.jspecify.annotations.NullMarked;
