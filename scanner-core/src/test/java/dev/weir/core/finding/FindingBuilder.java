package dev.weir.core.finding;

import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds findings for tests: two of them differ only in the values that are set. */
public final class FindingBuilder {
  private String rule = "r";
  private String description = "d";
  private String path = "a.txt";
  private @Nullable CommitInfo commit;
  private Location location = new Location(3, 3, 5, 10);
  private Content line = Content.of("key=s3cret");
  private Content match = Content.of("key=s3cret");
  private Content secret = Content.of("s3cret");
  private float entropy = 2.5f;
  private List<String> tags = List.of();
  private Region region = new Region(3, 5, 3, 11);

  public FindingBuilder rule(String id) {
    rule = id;
    return this;
  }

  public FindingBuilder description(String text) {
    description = text;
    return this;
  }

  public FindingBuilder path(String file) {
    path = file;
    return this;
  }

  public FindingBuilder commit(CommitInfo info) {
    commit = info;
    return this;
  }

  public FindingBuilder location(int startLine, int endLine, int startColumn, int endColumn) {
    location = new Location(startLine, endLine, startColumn, endColumn);
    return this;
  }

  /** Sets line, match and secret. */
  public FindingBuilder texts(String newLine, String newMatch, String newSecret) {
    line = Content.of(newLine);
    match = Content.of(newMatch);
    return secret(newSecret);
  }

  public FindingBuilder secret(String text) {
    secret = Content.of(text);
    return this;
  }

  public FindingBuilder entropy(float bits) {
    entropy = bits;
    return this;
  }

  public FindingBuilder tags(String... all) {
    tags = List.of(all);
    return this;
  }

  public FindingBuilder region(int startLine, int startColumn, int endLine, int endColumn) {
    region = new Region(startLine, startColumn, endLine, endColumn);
    return this;
  }

  public Finding build() {
    return new Finding(
        rule,
        description,
        path,
        "",
        commit,
        location,
        line,
        match,
        secret,
        entropy,
        tags,
        "",
        List.of(),
        region,
        "",
        Confidence.UNKNOWN);
  }
}
