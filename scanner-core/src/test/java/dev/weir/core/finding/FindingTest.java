package dev.weir.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void noTextOfAFindingIsPrintedByAccident() {
    CommitInfo commit = new CommitInfo("c0ffee", "a", "e", "d", "s3cret");
    Finding finding = new FindingBuilder().commit(commit).build();
    assertThat(finding).hasToString("c0ffee:a.txt:r:3");
    assertThat(new RequiredFinding("other", 7, Content.of("s3cret"))).hasToString("other:7");
  }

  @Test
  void aChangedFindingKeepsTheRest() {
    Finding finding = new FindingBuilder().tags("x").build();
    List<RequiredFinding> required = List.of(new RequiredFinding("o", 1, Content.of("s")));
    CommitInfo commit = new CommitInfo("c0ffee", "a", "e", "d", "m");
    Finding all =
        finding.withTags(List.of("y")).withLink("l").withRequired(required).withCommit(commit);
    assertThat(all)
        .isEqualTo(
            new Finding(
                "r",
                "d",
                "a.txt",
                "",
                commit,
                finding.location(),
                finding.line(),
                finding.match(),
                finding.secret(),
                2.5f,
                List.of("y"),
                "l",
                required,
                finding.region(),
                "",
                Confidence.UNKNOWN));
    assertThat(all.sha()).isEqualTo("c0ffee");
    assertThat(finding.sha()).isEmpty();
  }
}
