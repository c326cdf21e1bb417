package dev.weir.ci;

import java.util.List;

/** The part of a history that a run has to scan. */
public sealed interface CiScope {
  /** Returns the scope in words, to print after "scanning". */
  String shown();

  /** All commits that a reference leads to. */
  record WholeHistory() implements CiScope {
    @Override
    public String shown() {
      return "the whole history";
    }
  }

  /**
   * Commits that are new.
   *
   * @param tips revisions to start from
   * @param without ids of commits whose history is not new
   */
  record NewCommits(List<String> tips, List<String> without, String shown) implements CiScope {
    public NewCommits {
      tips = List.copyOf(tips);
      without = List.copyOf(without);
    }
  }

  /**
   * Something that the clone lacks, so that nothing can be scanned.
   *
   * @param shown what is missing
   * @param remedy the setting of the system, or the command, that brings it
   */
  record Missing(String shown, String remedy) implements CiScope {}
}
