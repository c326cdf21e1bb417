package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.cli.scan.Ignores;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.AllowComments;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.Content;
import dev.weir.git.program.GitPolicy;
import dev.weir.git.program.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds comments such as {@code weir:allow} in tracked files that allow nothing: there is no secret
 * in their line, or none of the rules that they name. They would hide the next secret there.
 */
final class StaleComments {
  /** Only a comment counts, not a text that mentions one. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?:#|//|/\\*|<!--|--|;|%|')[#\\s]*"
              + "(?:weir:allow|gitleaks:allow|trufflehog:ignore|ggignore|pragma:)");

  private final Path top;
  private final RuleSet rules;
  private final DetectOptions options;
  private final AllowComments comments;

  /**
   * Prepares a search.
   *
   * @param top the top of the work tree
   * @param options how files are scanned; its comments are those to look for
   */
  StaleComments(Path top, RuleSet rules, DetectOptions options) {
    this.top = top;
    this.rules = rules;
    this.options = options;
    this.comments = new AllowComments(options.allowComments(), id -> rules.rule(id) != null);
  }

  /** Returns the places of comments without effect, as {@code FILE:LINE: COMMENT}. */
  List<String> places(Map<String, String> variables) throws IOException, InterruptedException {
    if (!Files.exists(top.resolve(".git"))) {
      return List.of();
    }
    List<String> stale = new ArrayList<>();
    for (String file : filesWithComments(variables)) {
      Path path = top.resolve(file);
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        addStale(file, path, stale);
      }
    }
    return stale;
  }

  private List<String> filesWithComments(Map<String, String> variables) throws IOException {
    List<String> words = new ArrayList<>(List.of("grep", "-I", "-l", "-z", "-F"));
    for (String word : AllowComments.WORDS) {
      words.addAll(List.of("-e", word));
    }
    GitProcess.Answer answer =
        GitProcess.ask(GitPolicy.READ_SETTINGS, words, new byte[0], top, variables);
    if (answer.code() > 1) {
      throw new IOException("git grep failed with code " + answer.code());
    }
    return answer.text().isEmpty() ? List.of() : List.of(answer.text().split("\0"));
  }

  private void addStale(String file, Path path, List<String> stale)
      throws IOException, InterruptedException {
    List<Finding> findings = null;
    List<String> lines = new String(Files.readAllBytes(path), ISO_8859_1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Content line = Content.ofOwned(lines.get(i).getBytes(ISO_8859_1));
      boolean isNext = AllowComments.isAboutNextLine(line);
      String comment =
          isNext
              ? comments.allowing(Content.empty(), line, "")
              : comments.allowing(line, Content.empty(), "");
      if (comment == null || !COMMENT.matcher(lines.get(i)).find()) {
        continue;
      }
      if (findings == null) {
        findings =
            FoundSecrets.in(
                    FoundSecrets.files(top, file),
                    rules,
                    Ignores.NONE,
                    options.withAllowComments(List.of()))
                .findings();
      }
      if (!isUsed(findings, line, isNext ? i + 2 : i + 1, isNext)) {
        stale.add(file + ":" + (i + 1) + ": " + comment);
      }
    }
  }

  private boolean isUsed(List<Finding> findings, Content line, int number, boolean isNext) {
    for (Finding finding : findings) {
      if (number >= finding.location().startLine()
          && number <= finding.location().endLine()
          && (isNext || comments.allowing(line, Content.empty(), finding.ruleId()) != null)) {
        return true;
      }
    }
    return false;
  }
}
