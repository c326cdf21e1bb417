package dev.weir.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Records what a source pushes. */
public final class CollectingSink implements Source.Sink {
  public final Set<String> paths = new HashSet<>();
  public final Set<String> commits = new HashSet<>();
  public final Set<String> unread = new HashSet<>();

  @Override
  public void fragment(Fragment fragment) {
    paths.add(fragment.path());
    commits.add(fragment.sha());
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    paths.add(whole.get().path());
  }

  @Override
  public void unread(Unread thing) {
    assertThat(thing.reason()).isNotBlank().doesNotContain("\tat ");
    unread.add(thing.path());
  }

  @Override
  public void skipped(Skip skip) {
    paths.add(skip.path());
  }

  @Override
  public void read(Source.Unit unit) {}

  @Override
  public void part(Part part) throws InterruptedException {
    part.source().forEachFragment(this);
  }
}
