package dev.gatehouse.mcp.era;

/** What an error is about; a transport with statuses of its own chooses by it. */
public enum ErrorCategory {
  /** The message is malformed, or does not fit its headers or version. */
  MESSAGE,
  /** A method that this generation of the protocol does not know and wants said so in the status. */
  METHOD,
  /** The message is fine; what it asks for was refused or failed. */
  REQUEST,
  /** It comes too often: the same may come again in a second. */
  RATE
}
