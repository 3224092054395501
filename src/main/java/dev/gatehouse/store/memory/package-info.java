/** The stores in memory: gone with the process, bounded in number, safe for any number of event loops. */
@NullMarked
package dev.gatehouse.store.memory;

import org.jspecify.annotations.NullMarked;
