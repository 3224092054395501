/**
 * What tools, prompts and resources consist of: pieces of content, messages, descriptions of resources.
 */
@NullMarked
package dev.gatehouse.mcp.content;

import org.jspecify.annotations.NullMarked;
