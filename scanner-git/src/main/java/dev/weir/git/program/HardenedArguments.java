package dev.weir.git.program;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a git that is to read and no more: whatever a repository configures that git
 * would start by itself (a monitor, a pager, signatures, another repository's references, cleaning
 * up) is switched off.
 */
public final class HardenedArguments {
  private static final List<String> FOR_ALL =
      List.of(
          "core.fsmonitor=false",
          "core.untrackedCache=false",
          "core.alternateRefsCommand=",
          "log.showSignature=false",
          "gc.auto=0",
          "maintenance.auto=false");

  private final List<String> options = new ArrayList<>(List.of("--no-pager"));

  /**
   * @param settings what else is set, such as {@code core.hooksPath=/dev/null}
   */
  public HardenedArguments(String... settings) {
    FOR_ALL.forEach(this::set);
    List.of(settings).forEach(this::set);
  }

  private void set(String setting) {
    options.add("-c");
    options.add(setting);
  }

  /** Returns all arguments, without the program's name, for a command and its words. */
  public List<String> before(List<String> command) {
    List<String> all = new ArrayList<>(options);
    all.addAll(command);
    return all;
  }
}
