package dev.weir.fuzz;

import dev.weir.cli.report.TemplateFuzz;
import dev.weir.git.CommitTextFuzz;
import dev.weir.git.RepositoryFilesFuzz;
import dev.weir.git.files.IndexFuzz;
import dev.weir.git.files.ObjectsFuzz;
import java.util.List;

/** Lists all fuzz targets: one for each kind of input that others write. */
final class Targets {
  static final List<FuzzTarget> ALL =
      List.of(
          new ConfigFuzz(),
          new IndexFuzz(),
          new RepositoryFilesFuzz(),
          new ObjectsFuzz(),
          new CommitTextFuzz(),
          new DiffFuzz(),
          new RenameFuzz(),
          new DecoderFuzz(),
          new TextFuzz(),
          new ArchiveFuzz(),
          new DocumentFuzz(),
          new TemplateFuzz(),
          new RegexFuzz(),
          new LiteralSearchFuzz(),
          new IgnoreFilesFuzz(),
          new BaselineFuzz(),
          new ValueCheckFuzz(),
          new DetectorFuzz());

  private Targets() {}

  static String name(FuzzTarget target) {
    return target.getClass().getSimpleName();
  }

  static FuzzTarget named(String name) {
    return ALL.stream().filter(target -> name(target).equals(name)).findFirst().orElseThrow();
  }
}
