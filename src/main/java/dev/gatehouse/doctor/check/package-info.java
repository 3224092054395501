/**
 * The checks, one class for each part of the handshake: what a server must do there, and what clients in the field need besides.
 */
@NullMarked
package dev.gatehouse.doctor.check;

import org.jspecify.annotations.NullMarked;
