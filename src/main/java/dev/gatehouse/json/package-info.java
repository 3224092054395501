/** Reading JSON so that no two readers could disagree about it. Knows nothing of what is read. */
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
