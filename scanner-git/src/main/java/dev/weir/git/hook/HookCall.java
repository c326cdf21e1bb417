package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FailureWords;
import dev.weir.git.files.GitEnvironment;
import dev.weir.git.hook.HookScan.Commits;
import dev.weir.git.hook.HookScan.Message;
import dev.weir.git.hook.HookScan.Nothing;
import dev.weir.git.hook.HookScan.Staged;
import dev.weir.git.hook.HookScan.WorkTreeFiles;
import dev.weir.git.log.NewCommits;
import dev.weir.git.log.SelectedCommits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a hook, by git or by the program pre-commit.
 *
 * @param arguments the words after the hook's name
 * @param variables the environment's variables
 * @param workingDirectory the folder to which names are relative
 * @param in standard input; only read for hooks that git passes input to
 */
public record HookCall(
    List<String> arguments, Map<String, String> variables, Path workingDirectory, InputStream in) {
  private static final Set<String> MESSAGE_FILES = Set.of("COMMIT_EDITMSG", "MERGE_MSG");

  public HookCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * Returns what a hook of git must scan.
   *
   * @throws HookException if git would not make such a call
   */
  public HookScan scanAt(HookStage stage) {
    return switch (stage) {
      case PRE_COMMIT, PRE_MERGE_COMMIT -> new Staged(List.of());
      case COMMIT_MSG -> new Message(argument(stage, 0, "the file with the message"));
      case POST_COMMIT ->
          new Commits(SelectedCommits.of(List.of("-1"), Instant.EPOCH), "the commit that was made");
      case PRE_PUSH -> isSet("PRE_COMMIT") ? push() : push(RefUpdate.ofPush(input(stage)));
      case PRE_RECEIVE -> received(RefUpdate.ofReceive(input(stage)));
      case UPDATE ->
          received(
              List.of(
                  RefUpdate.of(
                      stage.gitName(),
                      argument(stage, 0, "a ref"),
                      argument(stage, 1, "its old id"),
                      argument(stage, 2, "its new id"))));
    };
  }

  /**
   * Returns what a hook of the program pre-commit must scan. pre-commit passes this in variables
   * and file names; git only names an index for a commit.
   */
  public HookScan scan() {
    if (isSet("PRE_COMMIT_FROM_REF") || isSet("PRE_COMMIT_REMOTE_NAME")) {
      return push();
    }
    if (arguments.size() == 1 && isMessage(arguments.get(0))) {
      return new Message(arguments.get(0));
    }
    boolean commit = isSet("GIT_INDEX_FILE") || arguments.isEmpty();
    return commit ? new Staged(arguments) : new WorkTreeFiles(arguments);
  }

  // A git folder, of a repository or a linked work tree, contains HEAD and one of these.
  private boolean isMessage(String name) {
    Path file = GitEnvironment.fileOfGit(name, workingDirectory, variables);
    Path folder = file.toAbsolutePath().getParent();
    return folder != null
        && MESSAGE_FILES.contains(String.valueOf(file.getFileName()))
        && Files.isRegularFile(folder.resolve("HEAD"))
        && (Files.isDirectory(folder.resolve("objects"))
            || Files.isRegularFile(folder.resolve("commondir")));
  }

  // pre-commit names one ref of a push, or the range that it was started with.
  private HookScan push() {
    String remote = variable("PRE_COMMIT_REMOTE_NAME");
    String from = variable("PRE_COMMIT_FROM_REF");
    String to = variable("PRE_COMMIT_TO_REF");
    if (to.isEmpty()) {
      to = variable("PRE_COMMIT_LOCAL_BRANCH");
    }
    if (to.isEmpty()) {
      throw new HookException(
          "hook: PRE_COMMIT_REMOTE_NAME is set, but neither PRE_COMMIT_TO_REF nor"
              + " PRE_COMMIT_LOCAL_BRANCH, so weir does not know what is pushed");
    }
    return new Commits(
        new NewCommits(
            List.of(to), from.isEmpty() ? List.of() : List.of(from), List.of(), remoteRefs(remote)),
        from.isEmpty() ? "the commits of " + to : "the commits of " + from + ".." + to);
  }

  private HookScan push(List<RefUpdate> updates) {
    String remote = arguments.isEmpty() ? "" : arguments.get(0);
    // If the caller consumed git's input, the push looks empty, so HEAD is scanned.
    if (updates.isEmpty()) {
      return new Commits(
          new NewCommits(List.of("HEAD"), List.of(), List.of(), remoteRefs(remote)),
          "the commits of HEAD, because standard input names no ref");
    }
    return pushed(updates, remoteRefs(remote));
  }

  // git passes a path or an address as the name of a remote that has none.
  private static List<String> remoteRefs(String remote) {
    boolean isName =
        !remote.isEmpty()
            && remote.charAt(0) != '.'
            && remote.charAt(0) != '/'
            && !remote.contains("..")
            && !remote.contains("/.")
            && !remote.contains("//")
            && remote.indexOf(':') < 0
            && remote.indexOf('\\') < 0;
    return isName ? List.of("refs/remotes/" + remote + "/") : List.of();
  }

  // The old ids are commits of this server.
  private static HookScan received(List<RefUpdate> all) {
    List<RefUpdate> updates = notDeleted(all);
    return updated(updates, olds(updates), List.of(), List.of("refs/"), "received");
  }

  // The old ids are commits of the remote, which this repository may not have.
  private static HookScan pushed(List<RefUpdate> all, List<String> withoutRefs) {
    List<RefUpdate> updates = notDeleted(all);
    return updated(updates, List.of(), olds(updates), withoutRefs, "to push");
  }

  private static List<RefUpdate> notDeleted(List<RefUpdate> all) {
    return all.stream().filter(update -> !update.isDeletion()).toList();
  }

  private static List<String> olds(List<RefUpdate> updates) {
    return updates.stream().filter(update -> !update.isNew()).map(RefUpdate::from).toList();
  }

  private static HookScan updated(
      List<RefUpdate> updates,
      List<String> without,
      List<String> withoutIfHere,
      List<String> withoutRefs,
      String what) {
    if (updates.isEmpty()) {
      return new Nothing("refs are only deleted");
    }
    List<String> tips = updates.stream().map(RefUpdate::to).toList();
    return new Commits(
        new NewCommits(tips, without, withoutIfHere, withoutRefs),
        "the commits " + what + " for " + names(updates));
  }

  private static String names(List<RefUpdate> updates) {
    String first = updates.get(0).ref();
    return updates.size() == 1 ? first : first + " and " + (updates.size() - 1) + " more";
  }

  private boolean isSet(String name) {
    return !variable(name).isEmpty();
  }

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  private String argument(HookStage stage, int index, String what) {
    if (index >= arguments.size()) {
      throw new HookException(
          "hook " + stage.gitName() + ": git passes " + what + ", so pass it too");
    }
    return arguments.get(index);
  }

  private String input(HookStage stage) {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new HookException(
          "hook " + stage.gitName() + ": cannot read standard input: " + FailureWords.of(e));
    }
  }
}
