package dev.weir.fuzz;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.List;

/** Findings that other inputs are compared with. */
public final class Findings {
  private Findings() {}

  public static Finding plain() {
    return of(null, "a/b.txt", Content.ofOwned(new byte[] {'x', (byte) 0x80}), List.of());
  }

  public static Finding ofCommit() {
    CommitInfo commit =
        new CommitInfo(
            "0123456789abcdef0123456789abcdef01234567",
            "Jane Doe",
            "jane@example.com",
            "2024-01-02T03:04:05Z",
            "one\n\ntwo");
    return of(commit, "src/é.go", Content.of("mk_0123456789abcdef"), List.of("a", "b"));
  }

  private static Finding of(CommitInfo commit, String path, Content secret, List<String> tags) {
    return new Finding(
        "made-up",
        "A <made up> \"credential\"",
        path,
        "",
        commit,
        new Location(3, 4, 5, 6),
        Content.of("line"),
        Content.of("match"),
        secret,
        1.5f,
        tags,
        "",
        List.of(),
        Region.FILE,
        "",
        Confidence.LOW);
  }
}
