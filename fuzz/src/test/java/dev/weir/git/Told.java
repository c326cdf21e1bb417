package dev.weir.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import java.util.HashSet;
import java.util.Set;

/** What a source tells. */
public final class Told implements Source.Sink {
  public final Set<String> paths = new HashSet<>();
  public final Set<String> commits = new HashSet<>();
  public final Set<String> unread = new HashSet<>();

  @Override
  public void fragment(Fragment fragment) {
    paths.add(fragment.path());
    commits.add(fragment.sha());
  }

  @Override
  public void unreadable(String path, String reason) {
    assertThat(reason).isNotBlank().doesNotContain("\tat ");
    unread.add(path);
  }

  @Override
  public void skipped(String path, SkipReason reason, String detail) {
    paths.add(path);
  }
}
