package dev.weir.core.source;

import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * A run of text from one version of one file: the unit that rules are matched against.
 *
 * @param path the file that the text comes from, {@code /}-separated; empty for standard input
 * @param symlinkPath the symbolic link through which the file was reached, or empty
 * @param content the text; empty for a hunk that only removes lines
 * @param firstLine the one-based number, in that file, of the first line of {@code content}
 * @param commit the commit that added the text, or null for text without commit data
 * @param reported false for lines that only a merge adds, unless merges are requested: gitleaks
 *     does not read them, so a finding in them is not reported but makes the scan incomplete
 * @param scope which matches count, if the text is also in other fragments
 * @param binary true for content that is no text: only specific rules are tried on it
 * @param context the file that the text is a piece of, if secrets that begin or end outside of the
 *     piece count too; or null
 * @param document the file that the text was read out of by a {@link DocumentReader}, which does
 *     not report again what was found in the file's bytes; or null
 */
public record Fragment(
    String path,
    String symlinkPath,
    Content content,
    int firstLine,
    @Nullable CommitInfo commit,
    boolean reported,
    Scope scope,
    boolean binary,
    @Nullable Context context,
    @Nullable String document) {

  /** Creates a fragment whose findings are reported. */
  public Fragment(
      String path,
      String symlinkPath,
      Content content,
      int firstLine,
      @Nullable CommitInfo commit) {
    this(path, symlinkPath, content, firstLine, commit, true);
  }

  /** Returns the same fragment, whose findings are reported or not. */
  public Fragment withReported(boolean on) {
    return new Fragment(
        path, symlinkPath, content, firstLine, commit, on, scope, binary, context, document);
  }

  /** Returns the same fragment as a piece of a file. */
  public Fragment within(Context file) {
    return new Fragment(
        path, symlinkPath, content, firstLine, commit, reported, scope, binary, file, document);
  }

  /** Returns the text around this piece of a file as a fragment, with this piece in it. */
  Fragment widened(Content text, int linesBefore) {
    int first = firstLine - linesBefore;
    return new Fragment(
        path, symlinkPath, text, first, commit, reported, scope, binary, null, document);
  }

  /** Creates a fragment in which all matches count. */
  public Fragment(
      String path,
      String symlinkPath,
      Content content,
      int firstLine,
      @Nullable CommitInfo commit,
      boolean reported) {
    this(path, symlinkPath, content, firstLine, commit, reported, Scope.WHOLE);
  }

  /** Creates a fragment of text without a context. */
  public Fragment(
      String path,
      String symlinkPath,
      Content content,
      int firstLine,
      @Nullable CommitInfo commit,
      boolean reported,
      Scope scope) {
    this(path, symlinkPath, content, firstLine, commit, reported, scope, false, null, null);
  }

  /** Returns the commit's id, or an empty text. */
  public String sha() {
    return commit == null ? "" : commit.sha();
  }

  /** Shows only the place, so that scanned text cannot reach a log by accident. */
  @Override
  public String toString() {
    return sha() + ":" + path + ":" + firstLine;
  }
}
