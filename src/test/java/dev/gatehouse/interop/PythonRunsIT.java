package dev.gatehouse.interop;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the console shows of Python programs, which send a User-Agent now and then, or never. */
class PythonRunsIT {
  @RegisterExtension
  static final RunningJar gatehouse = new RunningJar();

  @Test
  void stand_in_one_run_each_and_none_is_called_silent() throws IOException, InterruptedException {
    Script.inPython("clients/console_runs.py").run(gatehouse);
  }
}
