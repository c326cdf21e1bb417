package dev.weir.core.redact;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Masks the secret of a finding in the fields in which gitleaks masks it, and with it the other
 * secrets of the run in those fields and in the message.
 */
final class GitleaksRedaction extends Redaction {
  /** A longer line is masked once for all its findings. */
  private static final int LONGEST_LINE = 4_000;

  GitleaksRedaction(int percent, Set<Content> secrets, @Nullable RuleSet rules) {
    super(percent, secrets, rules);
  }

  @Override
  public String text(String text) {
    return text;
  }

  @Override
  public Rule of(Rule rule) {
    return rule;
  }

  @Override
  public Finding of(Finding finding) {
    if (!finding.maskedDigest().isEmpty()) {
      return finding;
    }
    Rule rule = rule(finding.ruleId());
    Content secret = finding.secret();
    Content mask = SecretMask.of(secret, percent());
    Content match = replaceSecret(finding.match(), secret, mask);
    boolean isLong =
        finding.line().length() > LONGEST_LINE && secret.length() >= RunSecrets.LEAST_BYTES;
    Content line;
    if (isLong) {
      line = line(finding.line());
    } else if (rule != null && rule.masksWholeMatch()) {
      Content whole = SecretMask.of(finding.match(), percent());
      line =
          replaceAll(
              finding.line(), finding.match(), whole, rest -> replaceSecret(rest, secret, mask));
    } else {
      line = replaceSecret(finding.line(), secret, mask);
    }
    if (rule != null && rule.masksWholeMatch()) {
      match = SecretMask.of(finding.match(), percent());
    }
    boolean encoded = !secret.isEmpty() && finding.line().indexOf(secret, 0) < 0;
    if (encoded && !finding.line().isEmpty()) {
      // The line contains the encoded form of a decoded secret, which is as good as plain text.
      line = SecretMask.of(line, 100);
    }
    Finding masked =
        finding.withTexts(line, match, mask).withRequired(required(finding.required()));
    CommitInfo commit = finding.commit();
    if (commit == null) {
      return masked;
    }
    Content message = Content.of(commit.message());
    String shown =
        (secret.isEmpty() ? texts().in(message) : replaceSecret(message, secret, mask)).text();
    return masked.withCommit(
        new CommitInfo(commit.sha(), commit.author(), commit.email(), commit.date(), shown));
  }

  /** Replaces the finding's own secret as gitleaks does, and masks other secrets in the rest. */
  private Content replaceSecret(Content text, Content secret, Content mask) {
    return secret.isEmpty() ? sprinkled(text, mask) : replaceAll(text, secret, mask, texts()::in);
  }

  // gitleaks: an empty secret is "replaced" before every character and at the end
  private static Content sprinkled(Content text, Content mask) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.bytes();
    for (int i = 0; i < bytes.length; ) {
      out.writeBytes(mask.bytes());
      int length = Utf8.length(bytes, i, bytes.length);
      out.write(bytes, i, length);
      i += length;
    }
    out.writeBytes(mask.bytes());
    return Content.ofOwned(out.toByteArray());
  }

  /**
   * @param rest changes the texts between the parts
   */
  private static Content replaceAll(
      Content text, Content part, Content replacement, UnaryOperator<Content> rest) {
    int at = text.indexOf(part, 0);
    if (at < 0) {
      return rest.apply(text);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + replacement.length());
    int from = 0;
    while (at >= 0) {
      out.writeBytes(rest.apply(text.slice(from, at)).bytes());
      out.writeBytes(replacement.bytes());
      from = at + part.length();
      at = text.indexOf(part, from);
    }
    out.writeBytes(rest.apply(text.slice(from, text.length())).bytes());
    return Content.ofOwned(out.toByteArray());
  }
}
