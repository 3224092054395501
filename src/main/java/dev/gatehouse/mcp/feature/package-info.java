/** The methods that both generations of the protocol have: tools, prompts, resources, completion. What differs is in {@link dev.gatehouse.mcp.feature.Dialect}. */
@NullMarked
package dev.gatehouse.mcp.feature;

import org.jspecify.annotations.NullMarked;
