package dev.weir.git.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the message of a commit that is being made. Lines that start with {@code #} are included,
 * because with {@code git commit -m} they become part of the commit.
 *
 * <p>With {@code git commit --verbose}, git writes a diff below the message and removes it later.
 * Without that flag, git keeps a text that looks like one, and a hook cannot know the flag. So the
 * lines of such a diff are left out only if they are lines of the files that the commit changes,
 * before or after: these are staged, or are what the commit removes.
 */
public final class CommitMessage {
  private static final Pattern SHOWN_DIFF =
      Pattern.compile("(?m)^\\S{1,4} -{24} >8 -{24}\\R(?:\\S{1,4} .*\\R)+diff --git ");

  /** The start of a hunk, and the line of the file that git prints behind it. */
  private static final Pattern HUNK = Pattern.compile("@@ [-+0-9, ]{1,80} @@ ?(.*)");

  private static final List<String> DIFF =
      List.of("diff", "--cached", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames");

  private final GitPolicy policy;
  private final Path folder;
  private final Map<String, String> variables;

  /**
   * @param policy how git is run to read what the commit changes
   * @param folder a folder of the repository
   * @param variables the environment's variables
   */
  public CommitMessage(GitPolicy policy, Path folder, Map<String, String> variables) {
    this.policy = policy;
    this.folder = folder.toAbsolutePath();
    this.variables = variables;
  }

  /** Returns the message in git's file. Lines that are left out are empty. */
  public byte[] of(byte[] file) {
    // With one character per byte, positions in text and bytes are equal.
    String text = new String(file, ISO_8859_1);
    Matcher matcher = SHOWN_DIFF.matcher(text);
    if (!matcher.find()) {
      return file;
    }
    Set<String> changed = changedLines();
    StringBuilder kept = new StringBuilder(text.substring(0, matcher.start()));
    for (String line : text.substring(matcher.start()).split("(?<=\n)", -1)) {
      String bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
      kept.append(isOfDiff(bare, changed) ? line.substring(bare.length()) : line);
    }
    return kept.toString().getBytes(ISO_8859_1);
  }

  private static boolean isOfDiff(String line, Set<String> changed) {
    if (!line.isEmpty() && "+- ".indexOf(line.charAt(0)) >= 0) {
      return changed.contains(line.substring(1));
    }
    Matcher hunk = HUNK.matcher(line);
    return hunk.matches() && changed.stream().anyMatch(one -> one.startsWith(hunk.group(1)));
  }

  /** Returns the lines of the files that the commit changes, also for {@code --amend}. */
  private Set<String> changedLines() {
    Set<String> lines = new HashSet<>();
    add(List.of(), lines);
    add(List.of("HEAD~"), lines);
    return lines;
  }

  private void add(List<String> revision, Set<String> lines) {
    List<String> words = new ArrayList<>(DIFF);
    words.add("-U1000000");
    words.addAll(revision);
    try {
      GitProcess.Answer answer = GitProcess.ask(policy, words, new byte[0], folder, variables);
      for (String line : new String(answer.out(), ISO_8859_1).split("\n", -1)) {
        if (answer.code() == 0 && !line.isEmpty() && "+- ".indexOf(line.charAt(0)) >= 0) {
          lines.add(line.substring(1));
        }
      }
    } catch (IOException e) {
      // Then nothing is left out.
    }
  }
}
