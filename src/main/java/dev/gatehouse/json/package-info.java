/** Reading JSON so that no two readers could disagree about it, writing it for readers of lines, and wording what a schema finds wrong. Knows nothing of what is read. */
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
