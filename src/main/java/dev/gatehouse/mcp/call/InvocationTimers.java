package dev.gatehouse.mcp.call;

/** The clocks of one run, as far as asking has to do with them. */
public interface InvocationTimers {
  /** The run waits for a person: its time limit stands still until {@link #goOn}. */
  void standStill();

  void goOn();

  /** Runs the action when a person has had long enough to answer; the result undoes that. */
  Runnable whenPatienceEnds(Runnable action);

  /** The run cannot go on: it ends as soon as what is being done at this moment is done. */
  void stuck();
}
