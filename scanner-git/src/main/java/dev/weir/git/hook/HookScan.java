package dev.weir.git.hook;

import dev.weir.git.log.CommitSelection;
import java.util.List;

/** What a hook has to scan. */
public sealed interface HookScan {
  /** Returns what is scanned, for people: a clause after "scanning". */
  String shown();

  /**
   * What the next commit would add.
   *
   * @param names files that the caller names; those that are not staged are scanned as they stand,
   *     since it asked for more than the commit
   */
  record Staged(List<String> names) implements HookScan {
    public Staged {
      names = List.copyOf(names);
    }

    @Override
    public String shown() {
      return "what is staged";
    }
  }

  /**
   * Files as they are in the work tree.
   *
   * @param names relative to the working directory
   */
  record WorkTreeFiles(List<String> names) implements HookScan {
    public WorkTreeFiles {
      names = List.copyOf(names);
    }

    @Override
    public String shown() {
      return names.size() == 1 ? "1 file as it stands" : names.size() + " files as they stand";
    }
  }

  /** Commits, each with what it adds. */
  record Commits(CommitSelection selection, String shown) implements HookScan {}

  /**
   * The message of a commit.
   *
   * @param file where git keeps it
   */
  record Message(String file) implements HookScan {
    @Override
    public String shown() {
      return "the message of the commit";
    }
  }

  /** Nothing, and why. */
  record Nothing(String shown) implements HookScan {}
}
