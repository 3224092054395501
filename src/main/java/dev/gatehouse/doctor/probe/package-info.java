/**
 * How the doctor asks: one bounded request at a time, and the metadata documents as a client reads them.
 */
@NullMarked
package dev.gatehouse.doctor.probe;

import org.jspecify.annotations.NullMarked;
