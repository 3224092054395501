/**
 * The command line: what is asked for, the help, and the words at the start. Reads settings, starts nothing: {@code Main} does; and how the process ends.
 *
 * <p>May use {@code settings} and {@code oauth}; no server, no Vert.x beyond what the settings need.
 */
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
