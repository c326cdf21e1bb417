package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.RecordingSink;
import dev.weir.core.source.StreamSource;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A long file is scanned in pieces; each secret is found once, as in the whole text. */
class OverlapProperties {
  private static final String RULES =
      """
      [[rules]]
      id = 'token'
      regex = '''tok_[a-z0-9]{4,}'''
      keywords = ['tok_']
      [[rules]]
      id = 'block'
      regex = '''<begin>[\\s\\S]{8,}?<end>'''
      keywords = ['<begin>']
      [[rules]]
      id = 'generic'
      regex = '''(?i)key ?= ?(\\S{4,90})'''
      keywords = ['key']
      [[rules]]
      id = 'pair'
      regex = '''user:[a-z]{4}'''
      [[rules.required]]
      id = 'pass'
      withinLines = 1
      [[rules]]
      id = 'pass'
      regex = '''pass:[a-z]{4}'''
      skipReport = true
      """;
  private static final FileReading READING =
      FileReading.withoutArchives(true).withOverlap(FileReading.MOST_OVERLAP);

  private static List<String> found(byte[] text, FileReading reading) throws Exception {
    RecordingSink sink = new RecordingSink();
    new StreamSource(new ByteArrayInputStream(text), "a.txt", reading).forEachFragment(sink);
    List<String> found = new ArrayList<>();
    for (Fragment fragment : sink.recorded(Fragment.class)) {
      add(fragment, found);
    }
    found.sort(null);
    return found;
  }

  private static void add(Fragment fragment, List<String> found) {
    for (Finding finding : Detected.in(fragment, RULES, DetectOptions.defaults()).findings()) {
      found.add(
          finding.ruleId() + " " + finding.location().startLine() + " " + finding.secret().text());
    }
  }

  private static byte[] text(Random random, int size, int newlines) {
    StringBuilder text = new StringBuilder(size + 2_000);
    while (text.length() < size) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("tok_").append(Integer.toString(random.nextInt(1 << 30), 36));
        case 1 ->
            text.append("<begin>").append("body ".repeat(random.nextInt(400))).append("<end>");
        case 2 -> text.append("key = tok_").append(Integer.toString(random.nextInt(1 << 30), 36));
        case 3 -> text.append("user:abcd").append(' ').append("pass:efgh");
        default -> text.append("word ".repeat(random.nextInt(60)));
      }
      text.append(random.nextInt(newlines) == 0 ? '\n' : ' ');
    }
    return text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Property(tries = 12)
  void eachSecretIsFoundOnce(Draw draw) throws Exception {
    byte[] text =
        text(new Random(draw.seed()), draw.number(90_000, 700_000), draw.of(2, 50, 1_000_000));
    List<String> whole = new ArrayList<>();
    add(new Fragment("a.txt", "", Content.ofOwned(text), 1, null), whole);
    whole.sort(null);
    assertThat(found(text, READING)).isEqualTo(whole);
  }

  @Test
  void withoutOverlapWhatIsCutIsLost() throws Exception {
    byte[] text = ("x".repeat(124_998) + "tok_abcdef " + "x".repeat(10_000)).getBytes();
    assertThat(found(text, READING)).containsExactly("token 1 tok_abcdef");
    assertThat(found(text, FileReading.withoutArchives(true))).isEmpty();
  }
}
