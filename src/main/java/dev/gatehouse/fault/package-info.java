/**
 * What goes wrong between clients and servers, in the same words wherever it is seen: the console sees it from the server's side, its guide
 * and the doctor from the client's. They add what they saw; why it matters, what would be right and where that is written stands here.
 */
@NullMarked
package dev.gatehouse.fault;

import org.jspecify.annotations.NullMarked;
