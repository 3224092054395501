package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.session.Cancellation;
import dev.gatehouse.mcp.session.MessageSink;
import dev.gatehouse.mcp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a transport knows about a message besides the message.
 *
 * @param headers what came beside it
 * @param principal who sent it
 * @param session the one that it belongs to; null where there is none
 * @param outlet where messages go that have to do with it, until it is answered
 * @param cancellation whether its sender gave up on it
 */
public record MessageContext(
    Headers headers,
    Principal principal,
    @Nullable Session session,
    MessageSink outlet,
    Cancellation cancellation) {
  /** A message that stands alone, with no way to say anything but the answer. */
  public MessageContext(Headers headers, Principal principal) {
    this(headers, principal, null, MessageSink.NONE, new Cancellation());
  }
}
