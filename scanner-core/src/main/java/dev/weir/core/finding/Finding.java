package dev.weir.core.finding;

import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suspected secret, as it is reported.
 *
 * @param path the file, {@code /}-separated; empty for standard input
 * @param symlinkPath the symbolic link through which the file was reached, or empty
 * @param commit the commit, or null if the text has no commit data
 * @param line the line or lines of the match; except on a fragment's first line, the text begins
 *     with the newline before it
 * @param match what the rule matched, without newlines at its ends
 * @param secret the part of the match that is the credential
 * @param entropy the Shannon entropy of the secret in bits per character
 * @param tags the rule's tags, then those of decoding
 * @param link a web address of the place, or empty
 * @param required matches of required rules nearby
 * @param region the place of the secret, or of the match if the match does not contain the secret
 * @param maskedDigest {@link #secretDigest} of the finding before it was masked, or empty if it is
 *     not masked
 * @param confidence how sure it is that this is a secret that opens something, given its rule, its
 *     value and its place; unknown for rules without a confidence
 */
public record Finding(
    String ruleId,
    String description,
    String path,
    String symlinkPath,
    @Nullable CommitInfo commit,
    Location location,
    Content line,
    Content match,
    Content secret,
    float entropy,
    List<String> tags,
    String link,
    List<RequiredFinding> required,
    Region region,
    String maskedDigest,
    Confidence confidence) {

  public Finding {
    tags = List.copyOf(tags);
    required = List.copyOf(required);
  }

  /** Returns the commit's id, or an empty text. */
  public String sha() {
    return commit == null ? "" : commit.sha();
  }

  /** Returns the fingerprint that names this finding in an ignore file. */
  public Fingerprint fingerprint() {
    return new Fingerprint(sha(), path, ruleId, location.startLine());
  }

  /**
   * Returns a digest that identifies the secret without showing it, masked or not: the SHA-256 of a
   * fixed text and the secret's bytes, as 64 hexadecimal digits. Anyone who can guess the secret
   * can confirm the guess with it. A finding without a secret, such as one of a rule that matches
   * only paths, is identified by its path.
   */
  public String secretDigest() {
    return maskedDigest.isEmpty() ? SecretDigest.of(secret, path) : maskedDigest;
  }

  /** Returns true if there is no secret: a rule that tests only paths found the file. */
  public boolean isAboutPath() {
    return secretDigest().equals(SecretDigest.of("", path));
  }

  /** Returns this finding with other texts, as redaction needs. */
  public Finding withTexts(Content newLine, Content newMatch, Content newSecret) {
    return new Finding(
        ruleId,
        description,
        path,
        symlinkPath,
        commit,
        location,
        newLine,
        newMatch,
        newSecret,
        entropy,
        tags,
        link,
        required,
        region,
        secretDigest(),
        confidence);
  }

  /** Returns this finding with these required matches. */
  public Finding withRequired(List<RequiredFinding> newRequired) {
    return with(commit, tags, link, newRequired, confidence);
  }

  /** Returns this finding with other data of its commit, as redaction needs. */
  public Finding withCommit(CommitInfo newCommit) {
    return with(newCommit, tags, link, required, confidence);
  }

  /** Returns this finding with these tags. */
  public Finding withTags(List<String> newTags) {
    return with(commit, newTags, link, required, confidence);
  }

  /** Returns this finding with this web address. */
  public Finding withLink(String newLink) {
    return with(commit, tags, newLink, required, confidence);
  }

  /** Returns this finding with this confidence. */
  public Finding withConfidence(Confidence newConfidence) {
    return with(commit, tags, link, required, newConfidence);
  }

  private Finding with(
      @Nullable CommitInfo newCommit,
      List<String> newTags,
      String newLink,
      List<RequiredFinding> newRequired,
      Confidence newConfidence) {
    return new Finding(
        ruleId,
        description,
        path,
        symlinkPath,
        newCommit,
        location,
        line,
        match,
        secret,
        entropy,
        newTags,
        newLink,
        newRequired,
        region,
        maskedDigest,
        newConfidence);
  }

  /** Shows only the fingerprint, so that a finding's text cannot reach a log by accident. */
  @Override
  public String toString() {
    return fingerprint().toString();
  }
}
