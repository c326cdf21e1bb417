package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.git.hook.HookException;
import dev.weir.git.hook.HookInstaller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Warns of hooks that weir installed and that another program, such as lefthook, removed. */
final class LostHooks {
  private LostHooks() {}

  static void warn(Environment environment, Console console) {
    try {
      List<Path> lost =
          new HookInstaller(environment.workingDirectory(), environment.variables()).lost();
      for (Path hook : lost) {
        console.warn(
            "weir's hook "
                + hook.getFileName()
                + " is gone, because another program removed it: run weir install, or weir doctor"
                + " for details");
      }
    } catch (HookException | IOException e) {
      console.warn("cannot tell whether weir's hooks are still there: " + e.getMessage());
    }
  }
}
