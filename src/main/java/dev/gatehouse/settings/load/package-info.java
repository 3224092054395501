/**
 * Where settings come from and how they are checked: command line, environment, {@code .env}, {@code conf/config.yaml}, built-in defaults, laid
 * over each other and checked as one document, first by the schema, then by the rules that no schema can hold.
 */
@NullMarked
package dev.gatehouse.settings.load;

import org.jspecify.annotations.NullMarked;
