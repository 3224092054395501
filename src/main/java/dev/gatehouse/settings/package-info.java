/** The two ways to settings: {@code SettingsLoader} for the command line, {@code SettingsBuilder} for an embedder. */
@NullMarked
package dev.gatehouse.settings;

import org.jspecify.annotations.NullMarked;
