package dev.weir.git.hook;

import dev.weir.git.log.CommitSelection;
import java.util.List;

/** What a hook must scan. */
public sealed interface HookScan {
  /** Returns a description for people, to print after "scanning". */
  String shown();

  /**
   * The staged changes.
   *
   * @param names files that the caller names; those that are not staged are scanned as they are in
   *     the work tree, because the caller asked for more than the commit
   */
  record Staged(List<String> names) implements HookScan {
    public Staged {
      names = List.copyOf(names);
    }

    @Override
    public String shown() {
      return "staged changes";
    }
  }

  /**
   * Files in the work tree.
   *
   * @param names paths relative to the working directory
   */
  record WorkTreeFiles(List<String> names) implements HookScan {
    public WorkTreeFiles {
      names = List.copyOf(names);
    }

    @Override
    public String shown() {
      return names.size() == 1 ? "1 file" : names.size() + " files";
    }
  }

  /** Commits, of which each is scanned for what it adds. */
  record Commits(CommitSelection selection, String shown) implements HookScan {}

  /**
   * The message of a commit.
   *
   * @param file the file in which git keeps the message
   */
  record Message(String file) implements HookScan {
    @Override
    public String shown() {
      return "the commit message";
    }
  }

  /** Nothing, with a reason. */
  record Nothing(String shown) implements HookScan {}
}
