/** The browser's session: its cookie, and the values that bind a form to it. */
@NullMarked
package dev.gatehouse.authserver.session;

import org.jspecify.annotations.NullMarked;
