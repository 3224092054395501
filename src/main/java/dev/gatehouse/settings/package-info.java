/** The settings as typed records, and where they come from: command line, environment, {@code conf/config.yaml}, built-in defaults. */
@NullMarked
package dev.gatehouse.settings;

import org.jspecify.annotations.NullMarked;
