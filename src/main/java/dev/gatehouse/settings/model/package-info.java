/** The settings as typed records: checked, immutable, and without any trace of where they came from. */
@NullMarked
package dev.gatehouse.settings.model;

import org.jspecify.annotations.NullMarked;
