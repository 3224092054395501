package dev.gatehouse.console;

import dev.gatehouse.console.run.RunStep;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.console.run.Runs;
import dev.gatehouse.handshake.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How a run stands. */
enum RunStatus {
  /** A token was shown and passed. */
  CONNECTED,
  /** The latest word was no. */
  REFUSED,
  /** It stopped in the middle, and nobody knows why. */
  SILENT,
  /** A client asked, and went on elsewhere. */
  ASKED,
  /** It goes on. */
  UNDER_WAY;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static RunStatus of(RunView run, Runs runs, Instant now) {
    RunStep latest = run.latest();
    if (latest.turn() == RunStep.Turn.REFUSED) {
      return REFUSED;
    }
    if (latest.turn() != RunStep.Turn.TURN && run.isConnected()) {
      return CONNECTED;
    }
    if (!run.last().plus(PATIENCE).isBefore(now) || !isUnfinished(latest)) {
      return UNDER_WAY;
    }
    return runs.isTakenUp(run) ? ASKED : SILENT;
  }

  // A person at a form may take any time.
  private static boolean isUnfinished(RunStep latest) {
    return !latest.isVisit()
        && !latest.announcesStream()
        && latest.kind() != Step.LOGIN_PAGE
        && latest.kind() != Step.CONSENT_PAGE
        && latest.kind() != Step.LOGOUT;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
