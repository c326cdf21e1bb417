package dev.weir.git.hook;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hooks of git in which weir can scan. */
public enum HookStage {
  PRE_COMMIT("pre-commit", false),
  PRE_MERGE_COMMIT("pre-merge-commit", false),
  COMMIT_MSG("commit-msg", false),
  POST_COMMIT("post-commit", false),
  PRE_PUSH("pre-push", true),
  PRE_RECEIVE("pre-receive", true),
  UPDATE("update", false);

  private final String gitName;
  private final boolean readsInput;

  HookStage(String gitName, boolean readsInput) {
    this.gitName = gitName;
    this.readsInput = readsInput;
  }

  /** Returns the name of git's hook. */
  public String gitName() {
    return gitName;
  }

  /** Returns true if git passes information to the hook on standard input. */
  public boolean readsInput() {
    return readsInput;
  }

  /** Returns true if git runs the hook in the repository that receives a push. */
  boolean isOnServer() {
    return this == PRE_RECEIVE || this == UPDATE;
  }

  /** Returns the hook with this name, or null. */
  public static @Nullable HookStage named(String name) {
    for (HookStage stage : values()) {
      if (stage.gitName.equals(name)) {
        return stage;
      }
    }
    return null;
  }

  /** Returns the names of all hooks. */
  public static List<String> names() {
    return Arrays.stream(values()).map(HookStage::gitName).toList();
  }
}
