/**
 * What the checks found, and how it is told to a person and to a program.
 */
@NullMarked
package dev.gatehouse.doctor.report;

import org.jspecify.annotations.NullMarked;
