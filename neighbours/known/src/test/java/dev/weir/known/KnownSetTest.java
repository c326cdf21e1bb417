package dev.weir.known;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.detect.DetectionListener;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.Links;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownSetTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final String ONE = "correct-Horse-77-battery";
  private static final String TWO = "postgres-Staple-99-zebra";

  private static KnownValue value(String source, String value) {
    return new KnownValue(source, Content.of(value));
  }

  private static List<Finding> find(KnownSet set, String text, CommitInfo commit) {
    List<Finding> found = new ArrayList<>();
    DetectionListener out = found::add;
    KnownDetector.of(set, 5, Links.NONE)
        .get()
        .detect(new Fragment("a.txt", "", Content.of(text), 1, commit), out);
    return found;
  }

  @Test
  void mergesTheSourcesOfOneValue() {
    KnownSet set =
        KnownSet.empty(KnownKey.random())
            .with(List.of(value("a", ONE), value("b", ONE), value("c", TWO)), DAY)
            .with(List.of(value("d", ONE)), DAY.plusDays(1));
    assertThat(set.entries()).hasSize(2);
    assertThat(set.entries().get(0).sources()).containsExactly("a", "b", "d");
    assertThat(set.entries().get(0).since()).isEqualTo(DAY);
    KnownSet less = set.without(List.of("a", "c")::contains);
    assertThat(less.entries()).hasSize(1);
    assertThat(less.entries().get(0).sources()).containsExactly("b", "d");
    assertThat(find(less, TWO, null)).isEmpty();
    assertThat(find(less, ONE, null)).hasSize(1);
    assertThat(find(less.without(source -> true), ONE, null)).isEmpty();
  }

  @Test
  void findingsNamePositionAndSourceButNoValueInAnyForm() {
    KnownSet set =
        KnownSet.empty(KnownKey.random())
            .with(List.of(value("vault:x#y", ONE), value("z", TWO)), DAY);
    String encoded = Base64.getEncoder().encodeToString(ONE.getBytes(UTF_8));
    CommitInfo commit = new CommitInfo("1".repeat(40), "J", "j@e", "", "use " + TWO + " now");
    String text = "first\n pw=" + ONE + " b=" + encoded + " c=" + TWO + " end\nlast\n";
    List<Finding> found = find(set, text, commit);
    assertThat(found).hasSize(3);
    Finding first = found.get(0);
    assertThat(first.ruleId()).isEqualTo("known-secret");
    assertThat(first.tags()).containsExactly("known-from:vault:x#y", "form:clear");
    assertThat(first.description()).contains("vault:x#y");
    assertThat(first.location().startLine()).isEqualTo(2);
    assertThat(first.region().startColumn()).isEqualTo(5);
    assertThat(found.get(1).tags()).containsExactly("known-from:vault:x#y", "form:base64");
    assertThat(found.get(1).secretDigest()).isEqualTo(first.secretDigest()).hasSize(64);
    for (Finding finding : found) {
      // Besides the value itself, base64 contains only padding and a few bits of the value.
      assertThat(finding.line().text().strip())
          .startsWith("pw=REDACTED b=REDACTED")
          .endsWith("end");
      assertThat(finding.commit().message()).isEqualTo("use REDACTED now");
      assertThat(finding.secret().text()).isEqualTo("REDACTED");
      assertThat(finding.match().text()).isEqualTo("REDACTED");
    }
  }

  @Test
  void theDigestDependsOnTheKey() {
    KnownSet one = KnownSet.empty(KnownKey.random()).with(List.of(value("a", ONE)), DAY);
    KnownSet two = KnownSet.empty(KnownKey.random()).with(List.of(value("a", ONE)), DAY);
    assertThat(one.entries().get(0).id()).isNotEqualTo(two.entries().get(0).id());
  }

  @Test
  void findsAKeyOfManyLinesIndentedAndWithOtherLineEnds() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add(("line" + i + "Qx7").repeat(8));
    }
    KnownSet set =
        KnownSet.empty(KnownKey.random()).with(List.of(value("k", String.join("\n", lines))), DAY);
    assertThat(find(set, "key: |\n  " + String.join("\n  ", lines) + "\n", null)).hasSize(1);
    assertThat(find(set, String.join("\r\n", lines), null)).hasSize(1);
    assertThat(find(set, "\"" + String.join("\\n", lines) + "\"", null)).isNotEmpty();
  }

  @Test
  void aThousandValuesThatStartAlikeDoNotSlowTheSearch() {
    List<KnownValue> values = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      values.add(
          value(
              "v" + i,
              "postgres://application:"
                  + Integer.toHexString(i * 7919 + (1 << 28))
                  + "@db.example.com/app"));
    }
    KnownSet set = KnownSet.empty(KnownKey.random()).with(values, DAY);
    Literals literals = set.literals();
    long headWindows = 0;
    for (int i = 0; i < literals.count(); i++) {
      headWindows += literals.form(i) == KnownForm.RAW && literals.offset(i) == 0 ? 1 : 0;
    }
    assertThat(headWindows).as("windows are taken from where values differ").isLessThan(10);
    assertThat(find(set, values.get(500).value().text(), null)).hasSize(1);
  }

  @Test
  void nothingShowsAValueOrTheKey() {
    KnownValue value = value("vault:x", ONE);
    KnownKey key = KnownKey.random();
    assertThat(value.toString()).isEqualTo("vault:x");
    assertThat(key.toString()).isEqualTo("KnownKey");
    assertThat(KnownSet.empty(key).with(List.of(value), DAY).toString()).doesNotContain(ONE);
    assertThat(new KnownValueServer.Answer("s", KnownValueServer.Kind.TEXT, ONE).toString())
        .isEqualTo("s");
  }
}
