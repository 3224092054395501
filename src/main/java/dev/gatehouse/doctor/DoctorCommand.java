package dev.gatehouse.doctor;

import dev.gatehouse.doctor.probe.ProbeContext;
import dev.gatehouse.doctor.report.DoctorReport;
import dev.gatehouse.doctor.report.JsonReport;
import dev.gatehouse.doctor.report.TextReport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.Console;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code doctor MCP_URL}: the report on standard output; 0 for a healthy server, 1 for one with a fault. */
public final class DoctorCommand {
  private final PrintStream out;
  private final @Nullable Console console; // null where nobody can be asked
  private final Clock clock;

  public DoctorCommand(PrintStream out, @Nullable Console console, Clock clock) {
    this.out = out;
    this.console = console;
    this.clock = clock;
  }

  /** Throws {@link dev.gatehouse.settings.model.SettingsException} for arguments that are not understood. */
  public int run(List<String> arguments) {
    DoctorArguments asked = DoctorArguments.parse(arguments);
    DoctorReport report = examined(asked);
    out.print(asked.json() ? JsonReport.of(report) : TextReport.of(report));
    out.flush();
    return report.healthy() ? 0 : 1;
  }

  private DoctorReport examined(DoctorArguments asked) {
    var vertx = Vertx.vertx(new VertxOptions()
        .setEventLoopPoolSize(1)
        .setFileSystemOptions(new FileSystemOptions()
            .setFileCachingEnabled(false)
            .setClassPathResolvingEnabled(false)));
    try {
      return new Doctor(
              asked.origin(),
              permission(asked),
              asked.token(),
              ProbeContext.of(vertx, asked.trust()),
              clock)
          .examine(asked.server());
    } finally {
      vertx.close().await();
    }
  }

  private Predicate<URI> permission(DoctorArguments asked) {
    Console person = console;
    if (asked.register() || asked.json() || person == null) {
      return endpoint -> asked.register();
    }
    return endpoint -> {
      String answer = person.readLine(
          "Register three test clients at %s? They are deleted again where the server can. [y/N] ",
          endpoint);
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    };
  }
}
